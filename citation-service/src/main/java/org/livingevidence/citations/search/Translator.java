package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Expression.Leaf;

/// Says what a query asks of the index: each tag by its rule, words without a tag by
/// [TermMapping].
@Singleton
class Translator {
  private final SearchConfig config;
  private final HeadingTerms headings;
  private final ActionTerms actions;
  private final TermMapping mapping;

  Translator(SearchConfig config, HeadingTerms headings, ActionTerms actions, TermMapping mapping) {
    this.config = config;
    this.headings = headings;
    this.actions = actions;
    this.mapping = mapping;
  }

  /// @throws QueryFault when the query cannot be read
  Translation translate(String query) throws SQLException {
    List<Translation.Note> notes = new ArrayList<>();
    return new Translation(expression(parse(query), notes), notes);
  }

  private Query parse(String query) {
    return QueryParser.parse(query, config.longestQuery(), config.mostTerms(), config.deepest());
  }

  private Expression expression(Query query, List<Translation.Note> notes) throws SQLException {
    return switch (query) {
      case Query.Combined combined -> {
        List<Expression> parts = new ArrayList<>();
        for (Query part : combined.parts()) {
          parts.add(expression(part, notes));
        }
        yield new Expression.Operation(combined.operator(), parts);
      }
      case Query.Range range -> FieldTerms.range(range);
      case Query.Term term -> {
        Query.Tag tag = term.tag();
        if (tag == null) {
          yield term.quoted()
              ? FieldTerms.words(Scope.ALL, term.text(), -1, config.shortestStem(), term.at())
              : mapping.mapped(term, notes);
        }
        yield tagged(term, tag, notes);
      }
    };
  }

  private Expression tagged(Query.Term term, Query.Tag tag, List<Translation.Note> notes)
      throws SQLException {
    String text = term.text();
    int at = term.at();
    int stem = config.shortestStem();
    return switch (tag.field()) {
      case ALL -> FieldTerms.words(Scope.ALL, text, -1, stem, at);
      case TITLE -> FieldTerms.words(Scope.TITLE, text, tag.distance(), stem, at);
      case TITLE_ABSTRACT -> FieldTerms.words(Scope.TITLE_ABSTRACT, text, tag.distance(), stem, at);
      case ABSTRACT -> FieldTerms.words(Scope.ABSTRACT, text, -1, stem, at);
      case TEXT_WORD -> FieldTerms.words(Scope.TEXT_WORD, text, -1, stem, at);
      case OTHER_TERM -> FieldTerms.words(Scope.KEYWORDS, text, -1, stem, at);
      case TRANSLITERATED_TITLE -> FieldTerms.words(Scope.INDEXING, text, -1, stem, at);
      case AUTHOR, FIRST_AUTHOR, LAST_AUTHOR, FULL_AUTHOR -> FieldTerms.author(term, tag.field());
      case CORPORATE_AUTHOR -> FieldTerms.group(term, stem);
      case JOURNAL -> FieldTerms.journal(term);
      case ISSN -> FieldTerms.coded(tag.field(), Code.ISSN, term);
      case VOLUME -> FieldTerms.coded(tag.field(), Code.VOLUME, term);
      case ISSUE -> FieldTerms.coded(tag.field(), Code.ISSUE, term);
      case PAGE -> FieldTerms.page(term);
      case PUBLICATION_DATE -> FieldTerms.date(term);
      case PUBLICATION_TYPE -> headings.type(term, tag, notes);
      case MESH, MESH_MAJOR -> headings.heading(term, tag, notes);
      case SUBHEADING -> headings.qualifier(term, tag);
      case SUBSTANCE -> headings.substance(term, notes);
      case PHARMACOLOGICAL_ACTION -> actions.action(term, tag, notes);
      case REGISTRY_NUMBER -> FieldTerms.coded(tag.field(), Code.REGISTRY_NUMBER, term);
      case LANGUAGE -> FieldTerms.language(term);
      case PMID, PMCID, DOI, ARTICLE_IDENTIFIER -> FieldTerms.identified(term, tag.field());
      case SECONDARY_SOURCE -> FieldTerms.coded(tag.field(), Code.REGISTRATION, term);
      case FILTER -> filter(term, notes);
      case DESIGN, SPECIES, STATE, KIND, SOURCE -> SearchFilters.value(term, tag.field());
    };
  }

  private Expression filter(Query.Term term, List<Translation.Note> notes) throws SQLException {
    String definition = SearchFilters.definition(term.text());
    if (definition != null) {
      // The definition's own places say nothing about the query's.
      List<Translation.Note> inside = new ArrayList<>();
      Expression expression = expression(parse(definition), inside);
      inside.forEach(note -> notes.add(new Translation.Note(term.at(), note.text())));
      return expression;
    }
    return switch (SearchWords.joined(term.text())) {
      case "all" -> new Leaf("Filter", "all", new Criterion.Everything());
      case "hasabstract", "has abstract" ->
          new Leaf("Filter", "hasabstract", new Coded(Code.HAS, List.of("abstract"), false));
      default -> SearchFilters.value(term, SearchField.FILTER);
    };
  }
}
