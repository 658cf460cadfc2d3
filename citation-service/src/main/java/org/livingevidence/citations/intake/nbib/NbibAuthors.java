package org.livingevidence.citations.intake.nbib;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationIds;

/// The authors of a record: `FAU` the name in full, the `AU` after it family name, initials and
/// suffix, `AUID` the author's ORCID, `CN` a group. Editors serve where there are no authors.
final class NbibAuthors {
  private static final Pattern SHORT =
      Pattern.compile("(.+?) (\\S{1,8})(?: (Jr|Sr|[2-9](?:nd|rd|th)|I{1,3}|IV|V))?");

  private final List<Citation.Author> authors = new ArrayList<>();
  private final List<Citation.Author> editors = new ArrayList<>();
  private boolean full;
  private boolean editing;

  void read(String tag, String text) {
    switch (tag) {
      case "FAU", "FED" -> {
        editing = tag.equals("FED");
        full = true;
        list().add(full(text));
      }
      case "AU", "ED" -> {
        boolean same = full && editing == tag.equals("ED") && !list().isEmpty();
        editing = tag.equals("ED");
        if (same) {
          complete(text);
        } else {
          list().add(brief(text, null));
        }
        full = false;
      }
      case "AUID" -> orcid(text);
      case "CN" -> {
        authors.add(new Citation.Author(null, null, null, null, null, text));
        full = false;
      }
      default -> {}
    }
  }

  List<Citation.Author> authors() {
    return authors.isEmpty() ? editors : authors;
  }

  private List<Citation.Author> list() {
    return editing ? editors : authors;
  }

  private static Citation.Author full(String text) {
    int comma = text.indexOf(',');
    String family = comma < 0 ? text : text.substring(0, comma).strip();
    String given = comma < 0 ? "" : text.substring(comma + 1).strip();
    return new Citation.Author(
        family.isEmpty() ? given : family,
        given.isEmpty() || family.isEmpty() ? null : given,
        null,
        null,
        null,
        null);
  }

  /// Adds initials and suffix to the author named in full just before.
  private void complete(String text) {
    Citation.Author last = list().removeLast();
    list().add(brief(text, last));
  }

  private static Citation.Author brief(String text, Citation.@Nullable Author named) {
    String family = named == null ? null : named.family();
    String given = named == null ? null : named.given();
    boolean single = family != null && family.equals(text);
    Matcher matcher = SHORT.matcher(text);
    if (single || !matcher.matches()) {
      return new Citation.Author(family == null ? text : family, given, null, null, null, null);
    }
    String suffix = matcher.group(3);
    String initials = matcher.group(2);
    String last = matcher.group(1);
    if (family != null && text.startsWith(family + " ")) {
      String[] rest = text.substring(family.length() + 1).strip().split(" ");
      last = family;
      initials = rest[0];
      suffix = rest.length > 1 ? rest[1] : null;
    }
    if (given != null && suffix != null && given.endsWith(" " + suffix)) {
      given = given.substring(0, given.length() - suffix.length() - 1);
    }
    return new Citation.Author(family == null ? last : family, given, initials, suffix, null, null);
  }

  private void orcid(String text) {
    String orcid =
        CitationIds.orcid(text.replaceFirst("^(?i:ORCID):?\\s*", "").replaceAll("\\s", ""));
    if (orcid != null && !list().isEmpty() && list().getLast().family() != null) {
      Citation.Author last = list().removeLast();
      list()
          .add(
              new Citation.Author(
                  last.family(), last.given(), last.initials(), last.suffix(), orcid, null));
    }
  }
}
