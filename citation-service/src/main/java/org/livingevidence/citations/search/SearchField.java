package org.livingevidence.citations.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields that a tag may name: PubMed's, by their abbreviations and long names, and ours.
enum SearchField {
  ALL("All Fields", "all"),
  TITLE("Title", "ti", "titl"),
  TITLE_ABSTRACT("Title/Abstract", "tiab"),
  ABSTRACT("Abstract", "ab"),
  TEXT_WORD("Text Word", "tw", "text words", "word", "text"),
  OTHER_TERM("Other Term", "ot"),
  TRANSLITERATED_TITLE("Transliterated Title", "tt"),
  AUTHOR("Author", "au", "auth"),
  FIRST_AUTHOR("Author - First", "1au", "first author", "first author name"),
  LAST_AUTHOR("Author - Last", "lastau", "last author", "last author name"),
  FULL_AUTHOR("Author - Full", "fau", "full author name"),
  CORPORATE_AUTHOR("Author - Corporate", "cn", "corporate author"),
  JOURNAL("Journal", "ta", "jour"),
  ISSN("ISSN", "is"),
  VOLUME("Volume", "vi", "vol"),
  ISSUE("Issue", "ip", "iss"),
  PAGE("Pagination", "pg", "page"),
  PUBLICATION_DATE("Date - Publication", "dp", "pdat", "publication date"),
  PUBLICATION_TYPE("Publication Type", "pt", "ptyp"),
  MESH("MeSH Terms", "mh", "mesh"),
  MESH_MAJOR("MeSH Major Topic", "majr"),
  SUBHEADING("MeSH Subheading", "sh", "subh", "subheading"),
  SUBSTANCE("Supplementary Concept", "nm", "substance", "substance name", "subs"),
  PHARMACOLOGICAL_ACTION("Pharmacological Action", "pa", "pharmacologic action"),
  REGISTRY_NUMBER("EC/RN Number", "rn", "registry number", "ecno"),
  LANGUAGE("Language", "la", "lang"),
  PMID("PMID", "uid"),
  PMCID("PMCID", "pmc"),
  DOI("DOI"),
  ARTICLE_IDENTIFIER("Article Identifier", "aid", "lid", "location id"),
  SECONDARY_SOURCE("Secondary Source ID", "si"),
  FILTER("Filter", "sb", "subset", "fltr"),
  DESIGN("Design", "study design"),
  SPECIES("Species"),
  STATE("State"),
  KIND("Kind"),
  SOURCE("Source");

  /// Fields of PubMed's that are not stored here.
  private static final List<String> ELSEWHERE =
      List.of(
          "ad",
          "affiliation",
          "edat",
          "entry date",
          "date - entry",
          "crdt",
          "create date",
          "date - create",
          "date - completion",
          "dcom",
          "mhda",
          "mesh date",
          "date - mesh",
          "lr",
          "date - modification",
          "modification date",
          "epdat",
          "ppdat",
          "gr",
          "grants and funding",
          "grant number",
          "ir",
          "investigator",
          "fir",
          "investigator - full",
          "ps",
          "personal name as subject",
          "subject - personal name",
          "ed",
          "editor",
          "pubn",
          "publisher",
          "pl",
          "place of publication",
          "cois",
          "conflict of interest statements",
          "isbn",
          "book",
          "auid",
          "author - identifier");

  private static final Map<String, SearchField> BY_NAME = new HashMap<>();

  static {
    for (SearchField field : values()) {
      for (String name : field.names()) {
        BY_NAME.put(name, field);
      }
    }
  }

  private final String label;
  private final List<String> names;

  SearchField(String label, String... names) {
    this.label = label;
    this.names = List.of(names);
  }

  /// The long name, which translations show.
  String label() {
    return label;
  }

  /// Every name, in lower case.
  List<String> names() {
    List<String> all = new ArrayList<>(names);
    all.add(label.toLowerCase(Locale.ROOT));
    return all;
  }

  /// @return the field of a tag's name; null when there is none
  static @Nullable SearchField named(String name) {
    return BY_NAME.get(name);
  }

  /// @return whether PubMed has such a field and this service does not keep it
  static boolean notKept(String name) {
    return ELSEWHERE.contains(name);
  }
}
