package org.livingevidence.citations.export;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.citations.citation.Citation;

/// Parts of a citation as several formats want them.
final class Parts {
  private static final Pattern RANGE =
      Pattern.compile("([A-Za-z]*)([0-9]+)-([A-Za-z]*)([0-9]+)([A-Za-z]?)");
  private static final Pattern ISO = Pattern.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?");
  static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private Parts() {}

  /// First and last page, the last one in full.
  record Pages(String first, @Nullable String last) {}

  /// @return `1765` and `1776` of `1765-76`; anything but a plain range as it is
  static Pages pages(String printed) {
    Matcher matcher = RANGE.matcher(printed);
    if (!matcher.matches()) {
      return new Pages(printed, null);
    }
    String first = matcher.group(2);
    String last = matcher.group(4);
    String prefix = matcher.group(1);
    if (last.length() < first.length() && matcher.group(3).isEmpty()) {
      last = first.substring(0, first.length() - last.length()) + last;
    }
    String lastPrefix = matcher.group(3).isEmpty() ? prefix : matcher.group(3);
    return new Pages(prefix + first, lastPrefix + last + matcher.group(5));
  }

  /// The date of publication in parts.
  ///
  /// @param month two digits
  /// @param day two digits
  /// @param words what is not a date, after the year
  record Date(
      @Nullable String year, @Nullable String month, @Nullable String day, @Nullable String words) {
    @Nullable String monthName() {
      return month == null ? null : MONTHS[Integer.parseInt(month) - 1];
    }
  }

  static Date date(Citation citation) {
    String printed = citation.published();
    String year = citation.year() == null ? null : citation.year().toString();
    if (printed == null) {
      return new Date(year, null, null, null);
    }
    Matcher matcher = ISO.matcher(printed);
    if (matcher.matches()) {
      String month = matcher.group(2);
      boolean real =
          month == null || (Integer.parseInt(month) >= 1 && Integer.parseInt(month) <= 12);
      return real
          ? new Date(matcher.group(1), month, matcher.group(3), null)
          : new Date(year, null, null, printed);
    }
    boolean yearFirst = year != null && printed.startsWith(year + " ");
    return yearFirst
        ? new Date(year, null, null, printed.substring(5).strip())
        : new Date(null, null, null, printed);
  }

  /// @return the title after the state that nobody may overlook
  static @Nullable String titleWithState(Citation citation) {
    String title = citation.title();
    return title == null ? null : state(citation) + title;
  }

  /// @return its markup, null where nothing is marked
  static @Nullable String titleMarkupWithState(Citation citation) {
    String markup = citation.titleMarkup();
    return markup == null ? null : state(citation) + markup;
  }

  private static String state(Citation citation) {
    return switch (citation.state() == null ? "" : citation.state()) {
      case "retracted" -> "RETRACTED: ";
      case "partially-retracted" -> "PARTIALLY RETRACTED: ";
      default -> "";
    };
  }

  /// @return the abstract as one text, its labels in capitals before their sections; null when
  ///     there is none
  static @Nullable String text(Citation citation) {
    List<String> sections = new ArrayList<>();
    for (Citation.Passage passage : citation.passages()) {
      sections.add(
          passage.label() == null
              ? String.valueOf(passage.text())
              : passage.label() + ": " + passage.text());
    }
    return sections.isEmpty() ? null : String.join(" ", sections);
  }

  /// @return its markup, null where nothing is marked
  static @Nullable String markup(Citation citation) {
    List<String> sections = new ArrayList<>();
    boolean marked = false;
    for (Citation.Passage passage : citation.passages()) {
      String label = passage.label() == null ? "" : Markup.escaped(passage.label() + ": ");
      String markup = passage.markup();
      marked |= markup != null;
      sections.add(
          label + (markup == null ? Markup.escaped(String.valueOf(passage.text())) : markup));
    }
    return marked ? String.join(" ", sections) : null;
  }

  /// @return the given names, or the initials where only they are known
  static @Nullable String given(Citation.Author author) {
    return author.given() != null ? author.given() : author.initials();
  }

  /// @return initials without stops and spaces, made from the given names where they are not known
  static @Nullable String initials(Citation.Author author) {
    if (author.initials() != null) {
      return author.initials().replaceAll("[.\\s]", "");
    }
    if (author.given() == null) {
      return null;
    }
    StringBuilder initials = new StringBuilder();
    for (String name : author.given().split("[\\s.-]+")) {
      if (!name.isEmpty() && Character.isLetter(name.codePointAt(0))) {
        initials.appendCodePoint(Character.toUpperCase(name.codePointAt(0)));
      }
    }
    return initials.isEmpty() ? null : initials.toString();
  }

  /// @return keywords parted by semicolons, so that `Arthritis, Juvenile` stays one
  static @Nullable String keywords(Citation citation) {
    if (citation.keywords().isEmpty()) {
      return null;
    }
    List<String> keywords =
        citation.keywords().stream().map(word -> word.replace(';', ',')).toList();
    String joined = String.join("; ", keywords);
    return keywords.size() == 1 && joined.contains(",") ? joined + ";" : joined;
  }

  /// @return where a reader finds it
  static @Nullable String address(Citation citation) {
    Citation.Identifiers identifiers = citation.identifiers();
    if (identifiers == null) {
      return null;
    }
    if (identifiers.doi() != null) {
      return "https://doi.org/" + identifiers.doi();
    }
    if (identifiers.pmid() != null) {
      return "https://pubmed.ncbi.nlm.nih.gov/" + identifiers.pmid() + "/";
    }
    return identifiers.pmcid() == null
        ? null
        : "https://pmc.ncbi.nlm.nih.gov/articles/" + identifiers.pmcid() + "/";
  }

  /// @return a heading as PubMed's text formats print it: `Name/*qualifier`
  static String heading(Citation.Heading heading) {
    StringBuilder text = new StringBuilder(heading.major() ? "*" : "");
    text.append(heading.name());
    for (Citation.Qualifier qualifier : heading.qualifiers()) {
      text.append('/').append(qualifier.major() ? "*" : "").append(qualifier.name());
    }
    return text.toString();
  }

  static Citation.Identifiers identifiers(Citation citation) {
    return citation.identifiers() == null
        ? new Citation.Identifiers(null, null, null, null)
        : citation.identifiers();
  }
}
