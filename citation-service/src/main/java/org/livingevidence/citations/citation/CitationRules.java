package org.livingevidence.citations.citation;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;

/// What a citation must be to be accepted from a person. What sources send is held to the
/// contract by their readers; all of it passes here too.
final class CitationRules {
  static final int EARLIEST_YEAR = 1500;
  static final int LATEST_YEAR = 2100;

  private static final List<String> KINDS =
      List.of("article", "book", "chapter", "preprint", "notice");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
  private static final Pattern ISSN = Pattern.compile("[0-9]{4}-?[0-9]{3}[0-9Xx]");
  private static final Pattern MESH_ID = Pattern.compile("[A-Z][0-9]{6,9}");
  private static final Pattern RELATION = Pattern.compile("[A-Za-z]+");
  private static final Pattern CITED =
      Pattern.compile("pmid:[1-9][0-9]{0,8}|pmcid:PMC[1-9][0-9]*|doi:10\\.[^\\s]+|hash:[0-9a-f]+");
  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");

  private CitationRules() {}

  /// Notes everything that is wrong with a citation.
  static void check(Citation citation, FieldRules rules) {
    rules.readable(StateJson.tree(citation), "");
    if (!rules.passed()) {
      return;
    }
    if (citation.title() == null && citation.vernacularTitle() == null) {
      rules.wrong("title", "is missing");
    }
    if (citation.year() != null
        && (citation.year() < EARLIEST_YEAR || citation.year() > LATEST_YEAR)) {
      rules.wrong("year", "must be from " + EARLIEST_YEAR + " to " + LATEST_YEAR);
    }
    rules.oneOf("kind", citation.kind(), KINDS);
    rules.decidedHere(
        "state",
        citation.state(),
        CitationState.of(citation.publicationTypes(), citation.notices()).label());
    identifiers(citation.identifiers(), rules);
    people(citation, rules);
    indexing(citation, rules);
    for (int i = 0; i < citation.languages().size(); i++) {
      rules.matches(
          "languages[" + i + "]", citation.languages().get(i), LANGUAGE, "a code such as eng");
    }
    Citation.Journal journal = citation.journal();
    if (journal != null) {
      for (int i = 0; i < journal.issn().size(); i++) {
        rules.matches(
            "journal.issn[" + i + "]", journal.issn().get(i), ISSN, "an ISSN such as 0954-6111");
      }
      rules.distinct("journal.issn", journal.issn());
    }
    for (int i = 0; i < citation.passages().size(); i++) {
      rules.required("abstract[" + i + "].text", citation.passages().get(i).text());
    }
    CitationMarkup.check(citation, rules);
    for (int i = 0; i < citation.cites().size(); i++) {
      rules.matches(
          "cites[" + i + "]", citation.cites().get(i), CITED, "an id such as pmid:21411845");
    }
    rules.distinct("cites", citation.cites());
  }

  private static void identifiers(Citation.@Nullable Identifiers identifiers, FieldRules rules) {
    if (identifiers == null) {
      return;
    }
    if (identifiers.pmid() != null && CitationIds.pmid(identifiers.pmid()) == null) {
      rules.wrong("identifiers.pmid", "must be up to nine digits without leading zeros");
    }
    if (identifiers.pmcid() != null && CitationIds.pmcid(identifiers.pmcid()) == null) {
      rules.wrong("identifiers.pmcid", "must be such as PMC3048463");
    }
    if (identifiers.doi() != null && CitationIds.doi(identifiers.doi()) == null) {
      rules.wrong("identifiers.doi", "must be such as 10.1000/182");
    }
  }

  private static void people(Citation citation, FieldRules rules) {
    for (int i = 0; i < citation.authors().size(); i++) {
      Citation.Author author = citation.authors().get(i);
      String path = "authors[" + i + "]";
      if ((author.family() == null) == (author.collective() == null)) {
        rules.wrong(path, "must have either family or collective");
      }
      if (author.orcid() != null && !author.orcid().equals(CitationIds.orcid(author.orcid()))) {
        rules.wrong(
            path + ".orcid", "must be such as 0000-0002-1825-0097 with a check digit that agrees");
      }
    }
  }

  private static void indexing(Citation citation, FieldRules rules) {
    for (int i = 0; i < citation.publicationTypes().size(); i++) {
      Citation.PublicationType type = citation.publicationTypes().get(i);
      named("publicationTypes[" + i + "]", type.id(), type.name(), rules);
    }
    for (int i = 0; i < citation.headings().size(); i++) {
      Citation.Heading heading = citation.headings().get(i);
      String path = "headings[" + i + "]";
      named(path, heading.id(), heading.name(), rules);
      for (int j = 0; j < heading.qualifiers().size(); j++) {
        Citation.Qualifier qualifier = heading.qualifiers().get(j);
        named(path + ".qualifiers[" + j + "]", qualifier.id(), qualifier.name(), rules);
      }
    }
    for (int i = 0; i < citation.substances().size(); i++) {
      Citation.Substance substance = citation.substances().get(i);
      named("substances[" + i + "]", substance.id(), substance.name(), rules);
    }
    for (int i = 0; i < citation.supplementary().size(); i++) {
      Citation.Supplementary concept = citation.supplementary().get(i);
      named("supplementary[" + i + "]", concept.id(), concept.name(), rules);
    }
    for (int i = 0; i < citation.registrations().size(); i++) {
      Citation.Registration registration = citation.registrations().get(i);
      rules.required("registrations[" + i + "].registry", registration.registry());
      rules.required("registrations[" + i + "].id", registration.id());
    }
    for (int i = 0; i < citation.notices().size(); i++) {
      Citation.Notice notice = citation.notices().get(i);
      String path = "notices[" + i + "]";
      rules.required(path + ".relation", notice.relation());
      rules.matches(path + ".relation", notice.relation(), RELATION, "a word such as RetractionIn");
      if (notice.pmid() != null && CitationIds.pmid(notice.pmid()) == null) {
        rules.wrong(path + ".pmid", "must be up to nine digits without leading zeros");
      }
      if (notice.doi() != null && CitationIds.doi(notice.doi()) == null) {
        rules.wrong(path + ".doi", "must be such as 10.1000/182");
      }
      rules.matches(
          path + ".date", notice.date(), DATE, "a date such as 2011, 2011-02, 2011-02-09");
    }
  }

  private static void named(
      String path, @Nullable String id, @Nullable String name, FieldRules rules) {
    rules.required(path + ".name", name);
    rules.matches(path + ".id", id, MESH_ID, "a MeSH id such as D001172");
  }
}
