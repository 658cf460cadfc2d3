package org.livingevidence.citations.search;

/// The kinds of exact terms of a citation. A term is stored behind its kind's mark, two characters
/// and a colon, which no word of a text begins with.
enum Code {
  /// A heading: the id in lower case, and `=` and its name.
  HEADING("mh"),
  /// A heading that is a major topic: its id, or `=` and its name.
  MAJOR("mj"),
  /// A heading, a slash and the name of a qualifier.
  HEADING_QUALIFIER("hq"),
  /// The same where the qualifier is marked as major.
  MAJOR_QUALIFIER("jq"),
  /// The name of a qualifier, whatever its heading.
  QUALIFIER("sh"),
  /// A substance or supplementary concept: its id, and `=` and its name.
  SUBSTANCE("nm"),
  /// A registry number.
  REGISTRY_NUMBER("rn"),
  /// The name of a publication type.
  TYPE("pt"),
  LANGUAGE("la"),
  /// Family name and initials.
  AUTHOR("au"),
  /// Family name and given names.
  FULL_AUTHOR("fa"),
  FIRST_AUTHOR("a1"),
  LAST_AUTHOR("al"),
  /// A group of authors.
  GROUP("cn"),
  /// Title, abbreviation or NLM id of a journal.
  JOURNAL("jn"),
  ISSN("is"),
  VOLUME("vi"),
  ISSUE("ip"),
  /// The first page.
  PAGE("pg"),
  /// An entry of a trial registry or data bank.
  REGISTRATION("si"),
  DESIGN("de"),
  SPECIES("sp"),
  STATE("st"),
  KIND("ki"),
  SOURCE("so"),
  /// `abstract`, where there is one.
  HAS("ha");

  private final String mark;

  Code(String mark) {
    this.mark = mark;
  }

  /// The term as it is stored.
  String term(String value) {
    return mark + ":" + value;
  }
}
