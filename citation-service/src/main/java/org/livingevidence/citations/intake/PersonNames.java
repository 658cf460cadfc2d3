package org.livingevidence.citations.intake;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;

/// Names of authors as the text formats print them.
public final class PersonNames {
  private static final Pattern SUFFIX = Pattern.compile("(?i:jr|sr|2nd|3rd|4th|5th)\\.?|II|III|IV");
  private static final Pattern INITIALS =
      Pattern.compile("\\p{Lu}\\p{M}*(?:[.\\s-]*\\p{Lu}\\p{M}*){0,4}\\.?");
  private static final Pattern TIGHT_INITIALS = Pattern.compile("(?:\\p{Lu}\\p{M}*[.-]{0,2}){1,5}");
  private static final Set<String> GROUP_WORDS =
      Set.of(
          "group",
          "consortium",
          "organization",
          "organisation",
          "committee",
          "society",
          "investigators",
          "network",
          "association",
          "collaboration",
          "collaborators",
          "collaborative",
          "team",
          "study",
          "trial",
          "institute",
          "institution",
          "center",
          "centre",
          "university",
          "department",
          "agency",
          "council",
          "foundation",
          "initiative",
          "project",
          "program",
          "programme",
          "federation",
          "union",
          "commission",
          "authority",
          "ministry",
          "academy",
          "college",
          "board",
          "panel",
          "office",
          "registry",
          "alliance",
          "force",
          "workshop",
          "inc",
          "inc.",
          "ltd",
          "gmbh",
          "nhs",
          "who",
          "the",
          "of",
          "for");

  private PersonNames() {}

  /// A name with its parts in the order of the formats of reference managers: `Family, Given` or
  /// `Family, Given, Suffix`; without a comma `Family I`, a group, or `Given Family`.
  ///
  /// @return null for a name of nothing
  public static Citation.@Nullable Author parse(@Nullable String printed) {
    String name = DraftTidying.clean(printed);
    if (name == null || name.chars().noneMatch(Character::isLetterOrDigit)) {
      return null;
    }
    String[] parts = name.split(",", 3);
    if (parts.length == 1) {
      return unparted(name);
    }
    String family = parts[0].strip();
    String second = parts[1].strip();
    String third = parts.length == 3 ? parts[2].strip() : "";
    if (SUFFIX.matcher(second).matches()) {
      return person(family, third, second);
    }
    if (!third.isEmpty() && !SUFFIX.matcher(third).matches()) {
      return isGroup(name) ? group(name) : person(family, second, third);
    }
    if (third.isEmpty()) {
      int space = second.lastIndexOf(' ');
      if (space > 0 && SUFFIX.matcher(second.substring(space + 1)).matches()) {
        return person(family, second.substring(0, space), second.substring(space + 1));
      }
    }
    return person(family, second, third.isEmpty() ? null : third);
  }

  /// @return a group under its name
  public static Citation.Author group(String name) {
    return new Citation.Author(null, null, null, null, null, name);
  }

  /// @return a person; a family name alone where nothing else is known
  public static Citation.@Nullable Author person(
      @Nullable String family, @Nullable String given, @Nullable String suffix) {
    String first = empty(given);
    String last = empty(family);
    if (last == null) {
      return first == null ? null : new Citation.Author(first, null, null, null, null, null);
    }
    String initials = first != null && INITIALS.matcher(first).matches() ? tight(first) : null;
    return new Citation.Author(last, first, initials, empty(suffix), null, null);
  }

  private static Citation.Author unparted(String name) {
    int space = name.lastIndexOf(' ');
    if (space < 0) {
      return new Citation.Author(name, null, null, null, null, null);
    }
    String end = name.substring(space + 1);
    String suffix = null;
    String rest = name;
    if (SUFFIX.matcher(end).matches() && name.lastIndexOf(' ', space - 1) > 0) {
      suffix = end;
      rest = name.substring(0, space);
      space = rest.lastIndexOf(' ');
      end = rest.substring(space + 1);
    }
    if (TIGHT_INITIALS.matcher(end).matches() && !isGroup(rest.substring(0, space))) {
      return new Citation.Author(rest.substring(0, space), null, tight(end), suffix, null, null);
    }
    if (isGroup(name)) {
      return group(name);
    }
    Matcher particle = PARTICLE.matcher(rest);
    int at = particle.find() ? particle.start() : space;
    return new Citation.Author(
        rest.substring(at).strip(),
        rest.substring(0, at).strip(),
        INITIALS.matcher(rest.substring(0, at).strip()).matches()
            ? tight(rest.substring(0, at))
            : null,
        suffix,
        null,
        null);
  }

  private static final Pattern PARTICLE =
      Pattern.compile(" (?:van|von|de|der|den|di|da|del|della|la|le|du|dos|ter|ten|zu)(?= )");

  private static boolean isGroup(String name) {
    for (String word : name.toLowerCase(Locale.ROOT).split("[\\s,()/-]+")) {
      if (GROUP_WORDS.contains(word)) {
        return true;
      }
    }
    return name.chars().filter(Character::isDigit).count() > 1;
  }

  /// `J.-P. M.` as `J-PM`.
  private static String tight(String initials) {
    return initials.replaceAll("[.\\s]", "");
  }

  private static @Nullable String empty(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
