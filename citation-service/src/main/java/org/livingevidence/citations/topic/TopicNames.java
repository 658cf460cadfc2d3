package org.livingevidence.citations.topic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names as people say them, and page names made of them.
public final class TopicNames {
  private static final Pattern NOT_IN_SLUG = Pattern.compile("[^a-z0-9]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern DESIGNATOR = Pattern.compile("[0-9]+[A-Za-z]?|[IVX]+[A-Z]?|[A-Z]");
  private static final int LONGEST_SLUG = 120;

  private TopicNames() {}

  /// Puts an inverted heading into natural order: an entry term that says the same words without a
  /// comma, else the heading turned round at its commas (`Anemia, Hemolytic, Autoimmune` becomes
  /// `Autoimmune Hemolytic Anemia`). A number or letter that tells forms apart stays behind
  /// (`Hypercalciuria, Absorptive, 1` becomes `Absorptive Hypercalciuria 1`).
  ///
  /// @param name the preferred name
  /// @param synonyms the entry terms, in the scheme's order
  public static String natural(String name, List<String> synonyms) {
    if (!name.contains(", ")) {
      return name;
    }
    String[] parts = name.split(", ");
    int kinds = parts.length;
    while (kinds > 1 && DESIGNATOR.matcher(parts[kinds - 1]).matches()) {
      kinds--;
    }
    List<String> turned = new ArrayList<>(List.of(parts).subList(0, kinds).reversed());
    turned.addAll(List.of(parts).subList(kinds, parts.length));
    String candidate = String.join(" ", turned);
    List<String> words = words(name);
    String sameWords = null;
    for (String synonym : synonyms) {
      if (synonym.equalsIgnoreCase(candidate)) {
        return synonym;
      }
      if (sameWords == null && !synonym.contains(",") && words(synonym).equals(words)) {
        sameWords = synonym;
      }
    }
    if (sameWords != null) {
      return sameWords;
    }
    // A list ("Wounds, Burns, and Bites") does not turn round.
    String last = parts[parts.length - 1];
    return last.startsWith("and ") || last.startsWith("or ") ? name : candidate;
  }

  /// @return lower-case Latin letters and digits in groups joined by hyphens; empty when nothing of
  ///     `text` can stand in a page name
  public static String slug(String text) {
    String plain =
        MARKS
            .matcher(Normalizer.normalize(text.replace("'", ""), Normalizer.Form.NFKD))
            .replaceAll("");
    String joined = NOT_IN_SLUG.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    String cut = joined.length() > LONGEST_SLUG ? joined.substring(0, LONGEST_SLUG) : joined;
    int from = cut.startsWith("-") ? 1 : 0;
    int to = cut.endsWith("-") ? cut.length() - 1 : cut.length();
    return from >= to ? "" : cut.substring(from, to);
  }

  private static List<String> words(String text) {
    String[] words = text.toLowerCase(Locale.ROOT).split("[,\\s]+");
    Arrays.sort(words);
    return List.of(words);
  }
}
