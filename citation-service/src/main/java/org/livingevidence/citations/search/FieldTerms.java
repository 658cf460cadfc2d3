package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Criterion.Identified;
import org.livingevidence.citations.search.Criterion.Identifier;
import org.livingevidence.citations.search.Criterion.Published;
import org.livingevidence.citations.search.Criterion.Word;
import org.livingevidence.citations.search.Criterion.Words;
import org.livingevidence.citations.search.Expression.Leaf;

/// Terms whose tag alone says what they mean.
final class FieldTerms {
  private static final Pattern DATE =
      Pattern.compile("(\\d{4})(?:[/-](\\d{1,2}))?(?:[/-](\\d{1,2}))?");

  /// Names of languages that queries use for MEDLINE's codes.
  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("english", "eng"),
          Map.entry("german", "ger"),
          Map.entry("french", "fre"),
          Map.entry("spanish", "spa"),
          Map.entry("italian", "ita"),
          Map.entry("portuguese", "por"),
          Map.entry("russian", "rus"),
          Map.entry("japanese", "jpn"),
          Map.entry("chinese", "chi"),
          Map.entry("korean", "kor"),
          Map.entry("polish", "pol"),
          Map.entry("dutch", "dut"),
          Map.entry("danish", "dan"),
          Map.entry("swedish", "swe"),
          Map.entry("norwegian", "nor"),
          Map.entry("finnish", "fin"),
          Map.entry("hungarian", "hun"),
          Map.entry("czech", "cze"),
          Map.entry("turkish", "tur"),
          Map.entry("hebrew", "heb"),
          Map.entry("greek", "gre"),
          Map.entry("ukrainian", "ukr"),
          Map.entry("persian", "per"),
          Map.entry("arabic", "ara"));

  private FieldTerms() {}

  /// Words side by side, or near each other.
  static Expression words(Scope scope, String text, int distance, int shortestStem, int at) {
    List<Word> words = new ArrayList<>();
    for (String part : text.strip().split("\\s+")) {
      boolean stem = part.endsWith("*");
      List<String> pieces = SearchWords.of(part);
      if (part.replaceAll("\\*$", "").indexOf('*') >= 0) {
        throw new QueryFault(at, "a * stands at the end of a word: \"" + shown(part) + "\"");
      }
      if (stem && String.join("", pieces).length() < shortestStem) {
        throw new QueryFault(
            at, "at least " + shortestStem + " letters stand before a *: \"" + shown(part) + "\"");
      }
      for (int i = 0; i < pieces.size(); i++) {
        words.add(new Word(pieces.get(i), stem && i == pieces.size() - 1));
      }
    }
    if (words.isEmpty()) {
      throw new QueryFault(
          at, "there is no letter or digit to search for: \"" + shown(text) + "\"");
    }
    if (distance >= 0 && words.size() > 2) {
      throw new QueryFault(at, "only two words can be searched for near each other (:~)");
    }
    String field = distance < 0 ? scope.label() : scope.label() + ":~" + distance;
    return new Leaf(
        field,
        text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT),
        new Words(scope, words, words.size() < 2 ? -1 : distance));
  }

  /// One exact term.
  static Expression coded(SearchField field, Code code, Query.Term term) {
    String text = term.text().strip();
    boolean stem = text.endsWith("*");
    return new Leaf(
        field.label(), text, new Coded(code, List.of(value(term, SearchWords.joined(text))), stem));
  }

  /// The first page of `95-9` or `e1000`.
  static Expression page(Query.Term term) {
    List<String> words = SearchWords.of(term.text());
    return new Leaf(
        SearchField.PAGE.label(),
        term.text().strip(),
        new Coded(Code.PAGE, List.of(value(term, words.isEmpty() ? "" : words.getFirst())), false));
  }

  /// `smith ja` finds initials that go on, unless it is in quotes; `smith` every Smith.
  static Expression author(Query.Term term, SearchField field) {
    String text = term.text().strip();
    boolean stem = text.endsWith("*");
    List<String> words = SearchWords.of(text);
    String name = value(term, String.join(" ", words));
    Code code =
        switch (field) {
          case FIRST_AUTHOR -> Code.FIRST_AUTHOR;
          case LAST_AUTHOR -> Code.LAST_AUTHOR;
          case FULL_AUTHOR -> Code.FULL_AUTHOR;
          default -> Code.AUTHOR;
        };
    List<Expression> ways = new ArrayList<>();
    if (field == SearchField.FULL_AUTHOR || stem) {
      ways.add(author(field, text, code, name, stem || !term.quoted()));
      if (words.size() > 1 && !text.contains(",")) {
        // Given names may stand first: John A Smith.
        String turned =
            words.getLast() + " " + String.join(" ", words.subList(0, words.size() - 1));
        ways.add(author(field, text, code, turned, true));
      }
    } else if (AuthorName.hasInitials(words)) {
      ways.add(author(field, text, code, name, !term.quoted()));
    } else {
      ways.add(author(field, text, code, name, false));
      ways.add(author(field, text + " *", code, name + " ", true));
    }
    if (field == SearchField.AUTHOR && words.size() > 1 && !term.quoted()) {
      ways.add(author(SearchField.FULL_AUTHOR, text, Code.FULL_AUTHOR, name, true));
    }
    return Expression.of(Operator.OR, ways);
  }

  private static Leaf author(
      SearchField field, String shown, Code code, String value, boolean stem) {
    return new Leaf(field.label(), shown, new Coded(code, List.of(value), stem));
  }

  /// A group by its whole name or words of it.
  static Expression group(Query.Term term, int shortestStem) {
    String name = value(term, SearchWords.joined(term.text()));
    if (term.text().endsWith("*")) {
      return coded(SearchField.CORPORATE_AUTHOR, Code.GROUP, term);
    }
    Leaf exact =
        new Leaf(
            SearchField.CORPORATE_AUTHOR.label(),
            term.text().strip(),
            new Coded(Code.GROUP, List.of(name), false));
    return term.quoted()
        ? exact
        : new Expression.Operation(
            Operator.OR,
            List.of(exact, words(Scope.INDEXING, term.text(), -1, shortestStem, term.at())));
  }

  /// A journal by title, abbreviation, ISSN or NLM id.
  static Expression journal(Query.Term term) {
    String text = term.text().strip();
    if (text.matches("\\d{4}-?\\d{3}[\\dXx]")) {
      String plain = text.replace("-", "");
      return new Leaf(
          SearchField.JOURNAL.label(),
          text,
          new Coded(
              Code.ISSN,
              List.of(SearchWords.joined(plain.substring(0, 4) + "-" + plain.substring(4))),
              false));
    }
    return coded(SearchField.JOURNAL, Code.JOURNAL, term);
  }

  /// A language by MEDLINE's code or its English name.
  static Expression language(Query.Term term) {
    String words = value(term, SearchWords.joined(term.text()));
    String code = LANGUAGES.getOrDefault(words, words);
    return new Leaf(
        SearchField.LANGUAGE.label(), code, new Coded(Code.LANGUAGE, List.of(code), false));
  }

  /// One or more identifiers with spaces between.
  static Expression identified(Query.Term term, SearchField field) {
    List<String> values = List.of(value(term, term.text().strip()).split("[\\s,]+"));
    Identifier kind =
        switch (field) {
          case PMID -> Identifier.PMID;
          case PMCID -> Identifier.PMCID;
          default ->
              values.getFirst().toUpperCase(Locale.ROOT).startsWith("PMC")
                  ? Identifier.PMCID
                  : Identifier.DOI;
        };
    return new Leaf(
        field.label(), String.join(" ", values), new Identified(kind, canonical(kind, values)));
  }

  private static List<String> canonical(Identifier kind, List<String> values) {
    return values.stream()
        .map(
            value ->
                switch (kind) {
                  case PMID -> value.replaceFirst("^0+(?=.)", "");
                  case PMCID -> {
                    String upper = value.toUpperCase(Locale.ROOT);
                    yield upper.startsWith("PMC") ? upper : "PMC" + upper;
                  }
                  case DOI ->
                      value
                          .toLowerCase(Locale.ROOT)
                          .replaceFirst("^(https?://(dx\\.)?doi\\.org/|doi:)", "");
                })
        .toList();
  }

  /// A year, a month or a day.
  static Expression date(Query.Term term) {
    String text = term.text().strip();
    return published(text, day(text, term.at(), false), day(text, term.at(), true));
  }

  /// From a date to a date.
  static Expression range(Query.Range range) {
    String shown = range.from() + ":" + range.to();
    int from = day(range.from(), range.at(), false);
    int to = day(range.to(), range.at(), true);
    if (from > to) {
      throw new QueryFault(range.at(), "this range ends before it begins: " + shown(shown));
    }
    return published(shown, from, to);
  }

  private static Leaf published(String shown, int from, int to) {
    return new Leaf(SearchField.PUBLICATION_DATE.label(), shown, new Published(from, to));
  }

  /// The first or last day of what a date names.
  private static int day(String text, int at, boolean last) {
    Matcher date = DATE.matcher(text.strip());
    if (!date.matches()) {
      throw new QueryFault(
          at, "a date is written 2010, 2010/03 or 2010/03/15, and not \"" + shown(text) + "\"");
    }
    String month = date.group(2);
    String day = date.group(3);
    int inYear = month == null ? (last ? 12 : 1) : Integer.parseInt(month);
    int inMonth = day == null ? (last ? 31 : 1) : Integer.parseInt(day);
    if (inYear < 1 || inYear > 12 || inMonth < 1 || inMonth > 31) {
      throw new QueryFault(at, "there is no such day: \"" + shown(text) + "\"");
    }
    return Integer.parseInt(date.group(1)) * 10_000 + inYear * 100 + inMonth;
  }

  private static String value(Query.Term term, String value) {
    if (value.isEmpty()) {
      throw new QueryFault(
          term.at(), "there is nothing to search for: \"" + shown(term.text()) + "\"");
    }
    return value;
  }

  static String shown(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
