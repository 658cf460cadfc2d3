package org.livingevidence.bench.extraction;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What is taken from a record, all as text; an absent text is empty.
///
/// @param year of the date, as its first four digits
/// @param passages the texts of the abstract with their markup, entities resolved
/// @param headings `Y` or `N` for major, a bar, and the name
/// @param authors last name, a bar, and initials; people only
/// @param doi the DOIs among the article's ids
record Fields(
    String pmid,
    String title,
    String journal,
    String year,
    List<String> passages,
    List<String> publicationTypes,
    List<String> headings,
    List<String> authors,
    List<String> doi) {

  private static final Pattern SPACES = Pattern.compile("[\\s\\h]+");
  private static final Pattern BEFORE_CLOSING = Pattern.compile(" (?=[),;:.])|(?<=\\() ");
  private static final Pattern BESIDE_TAGS = Pattern.compile("\\s*(</?[A-Za-z][^>]*>)\\s*");

  /// White space is compared as `xtract` prints it: any is one space, and none stands beside tags
  /// and within parentheses or before punctuation. DOIs are compared without regard to case
  /// (ISO 26324).
  Fields {
    title = text(title);
    journal = text(journal);
    passages = passages.stream().map(Fields::text).toList();
    publicationTypes = publicationTypes.stream().map(String::strip).toList();
    headings = headings.stream().map(Fields::named).toList();
    authors = authors.stream().map(Fields::named).toList();
    doi = doi.stream().map(one -> one.strip().toLowerCase(Locale.ROOT)).toList();
  }

  private static String text(String text) {
    String bare = BESIDE_TAGS.matcher(text).replaceAll("$1");
    String single = SPACES.matcher(bare).replaceAll(" ");
    return BEFORE_CLOSING.matcher(single).replaceAll("").strip();
  }

  private static String named(String text) {
    return text.replaceAll("\\s*\\|\\s*", "|").strip();
  }

  /// The names of the fields, for the comparison.
  static final List<String> NAMES =
      List.of(
          "PMID",
          "title",
          "journal",
          "year",
          "abstract",
          "publication types",
          "headings",
          "authors",
          "DOI");

  /// The fields in the order of [#NAMES].
  List<Object> values() {
    return List.of(pmid, title, journal, year, passages, publicationTypes, headings, authors, doi);
  }
}
