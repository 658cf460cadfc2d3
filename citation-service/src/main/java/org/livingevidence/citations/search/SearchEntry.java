package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.bibliography.Species;

/// A citation as it is found: a function of its data alone.
///
/// @param publishedOn yyyymmdd, 0 when unknown
/// @param score the rank without a topic, less [#WITHDRAWN] when it is retracted
/// @param headings the ids of headings; of those without one, `=` and their name
/// @param majors the same of major headings
/// @param terms the text of a `tsvector`, see [SearchTerms]
record SearchEntry(
    String id,
    int publishedOn,
    long score,
    Design design,
    Species species,
    String state,
    String kind,
    String source,
    @Nullable String journal,
    List<String> languages,
    List<String> types,
    List<String> headings,
    List<String> majors,
    String terms) {
  /// Retracted records stand behind all others.
  static final long WITHDRAWN = 1_000 * Rank.UNIT;

  private static final Set<String> RETRACTED = Set.of("retracted", "withdrawn");

  /// The entry of a citation's data.
  static SearchEntry of(String id, JsonNode citation) {
    SearchTerms terms = new SearchTerms();
    text(terms, citation);
    Set<String> headings = new LinkedHashSet<>();
    Set<String> majors = new LinkedHashSet<>();
    headings(terms, citation, headings, majors);
    List<String> types = new ArrayList<>();
    for (JsonNode type : citation.path("publicationTypes")) {
      String name = text(type, "name");
      types.add(name);
      terms.exact(Code.TYPE, SearchWords.joined(name));
      terms.indexing(name);
    }
    types.remove("");
    people(terms, citation);
    String journal = journal(terms, citation);
    List<String> languages = new ArrayList<>();
    for (JsonNode language : citation.path("languages")) {
      languages.add(language.asText().toLowerCase(Locale.ROOT));
      terms.exact(Code.LANGUAGE, SearchWords.joined(language.asText()));
    }
    for (JsonNode registration : citation.path("registrations")) {
      String number = text(registration, "id");
      terms.exact(Code.REGISTRATION, SearchWords.joined(number));
      terms.exact(
          Code.REGISTRATION, SearchWords.joined(text(registration, "registry") + " " + number));
      terms.rest(number);
    }
    Design design = Design.ofPublicationTypes(types);
    Species species = Species.ofHeadings(headings);
    String state = or(text(citation, "state"), "current");
    String kind = or(text(citation, "kind"), "article");
    String source = or(text(citation.path("source"), "kind"), "curated");
    terms.exact(Code.DESIGN, SearchWords.joined(design.label()));
    terms.exact(Code.SPECIES, SearchWords.joined(species.label()));
    terms.exact(Code.STATE, SearchWords.joined(state));
    terms.exact(Code.KIND, SearchWords.joined(kind));
    terms.exact(Code.SOURCE, SearchWords.joined(source));
    int year = citation.path("year").asInt(0);
    long rank = Rank.score(design, species, false, false, year);
    return new SearchEntry(
        id,
        PublicationDate.of(text(citation, "published"), year),
        RETRACTED.contains(state) ? rank - WITHDRAWN : rank,
        design,
        species,
        state,
        kind,
        source,
        journal.isEmpty() ? null : journal,
        List.copyOf(new LinkedHashSet<>(languages)),
        List.copyOf(new LinkedHashSet<>(types)),
        List.copyOf(headings),
        List.copyOf(majors),
        terms.text());
  }

  /// The terms of a result's place in the orders by rank.
  ///
  /// @param focused whether the query is what the citation is mainly about
  static List<Rank.Term> terms(JsonNode citation, boolean focused) {
    List<String> types = new ArrayList<>();
    citation.path("publicationTypes").forEach(type -> types.add(text(type, "name")));
    Set<String> headings = new HashSet<>();
    citation.path("headings").forEach(heading -> headings.add(text(heading, "id")));
    List<Rank.Term> terms =
        new ArrayList<>(
            Rank.terms(
                Design.ofPublicationTypes(types),
                Species.ofHeadings(headings),
                false,
                false,
                citation.path("year").asInt(0)));
    if (focused) {
      terms.add(new Rank.Term("focus", "true", SearchIndex.FOCUS));
    }
    if (RETRACTED.contains(text(citation, "state"))) {
      terms.add(new Rank.Term("retracted", "true", -WITHDRAWN));
    }
    return terms;
  }

  private static void text(SearchTerms terms, JsonNode citation) {
    terms.title(text(citation, "title"));
    boolean hasAbstract = false;
    for (JsonNode passage : citation.path("abstract")) {
      String text = text(passage, "text");
      hasAbstract |= !text.isEmpty();
      terms.text(text(passage, "label") + " " + text, 'B');
    }
    if (hasAbstract) {
      terms.exact(Code.HAS, "abstract");
    }
    for (JsonNode keyword : citation.path("keywords")) {
      String text = keyword.isTextual() ? keyword.asText() : text(keyword, "term");
      terms.text(text, 'C');
    }
    terms.indexing(text(citation, "vernacularTitle"));
  }

  private static void headings(
      SearchTerms terms, JsonNode citation, Set<String> headings, Set<String> majors) {
    for (JsonNode heading : citation.path("headings")) {
      String id = text(heading, "id");
      String name = text(heading, "name");
      String byName = "=" + SearchWords.joined(name);
      String key = id.isEmpty() ? byName : id.toLowerCase(Locale.ROOT);
      terms.exact(Code.HEADING, key);
      terms.exact(Code.HEADING, byName);
      terms.indexing(name);
      boolean major = heading.path("major").asBoolean();
      for (JsonNode qualifier : heading.path("qualifiers")) {
        String aspect = SearchWords.joined(text(qualifier, "name"));
        boolean majorAspect = qualifier.path("major").asBoolean();
        terms.exact(Code.QUALIFIER, aspect);
        terms.exact(Code.HEADING_QUALIFIER, key + "/" + aspect);
        if (majorAspect) {
          terms.exact(Code.MAJOR_QUALIFIER, key + "/" + aspect);
        }
        terms.indexing(aspect);
        major |= majorAspect;
      }
      String shown = id.isEmpty() ? byName : id.toUpperCase(Locale.ROOT);
      if (shown.length() > 1) {
        headings.add(shown);
      }
      if (major) {
        terms.exact(Code.MAJOR, key);
        if (shown.length() > 1) {
          majors.add(shown);
        }
      }
    }
    for (String list : List.of("substances", "supplementary")) {
      for (JsonNode substance : citation.path(list)) {
        String name = text(substance, "name");
        terms.exact(Code.SUBSTANCE, text(substance, "id").toLowerCase(Locale.ROOT));
        terms.exact(Code.SUBSTANCE, name.isEmpty() ? "" : "=" + SearchWords.joined(name));
        String number = text(substance, "registryNumber");
        terms.exact(Code.REGISTRY_NUMBER, number.equals("0") ? "" : SearchWords.joined(number));
        terms.indexing(name);
      }
    }
  }

  private static void people(SearchTerms terms, JsonNode citation) {
    String first = "";
    String last = "";
    for (JsonNode author : citation.path("authors")) {
      String group = text(author, "collective");
      if (!group.isEmpty()) {
        terms.exact(Code.GROUP, SearchWords.joined(group));
        terms.indexing(group);
        continue;
      }
      String family = SearchWords.joined(text(author, "family"));
      String initials = SearchWords.joined(text(author, "initials")).replace(" ", "");
      String given = SearchWords.joined(text(author, "given"));
      if (initials.isEmpty()) {
        initials = AuthorName.initials(given);
      }
      String name = (family + " " + initials).strip();
      terms.exact(Code.AUTHOR, name);
      if (given.length() > 1) {
        terms.exact(Code.FULL_AUTHOR, family + " " + given);
      }
      terms.rest(name);
      first = first.isEmpty() ? name : first;
      last = name;
    }
    terms.exact(Code.FIRST_AUTHOR, first);
    terms.exact(Code.LAST_AUTHOR, last);
  }

  private static String journal(SearchTerms terms, JsonNode citation) {
    JsonNode journal = citation.path("journal");
    String title = text(journal, "title");
    String abbreviation = text(journal, "abbreviation");
    terms.exact(Code.JOURNAL, SearchWords.joined(title));
    terms.exact(Code.JOURNAL, SearchWords.joined(abbreviation));
    terms.exact(Code.JOURNAL, SearchWords.joined(text(journal, "nlmId")));
    for (JsonNode issn : journal.path("issn")) {
      terms.exact(Code.ISSN, SearchWords.joined(issn.asText()));
    }
    terms.rest(title);
    terms.rest(abbreviation);
    terms.rest(text(citation.path("book"), "title"));
    terms.exact(Code.VOLUME, SearchWords.joined(text(citation, "volume")));
    terms.exact(Code.ISSUE, SearchWords.joined(text(citation, "issue")));
    List<String> pages = SearchWords.of(text(citation, "pages"));
    terms.exact(Code.PAGE, pages.isEmpty() ? "" : pages.getFirst());
    terms.rest(text(citation, "published"));
    return abbreviation.isEmpty() ? title : abbreviation;
  }

  private static String or(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("").strip();
  }
}
