package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Criterion.Word;
import org.livingevidence.citations.search.Criterion.Words;

/// One citation as somebody reads it who has a query in hand: decides without any index whether it
/// is found.
final class ReadCitation {
  private final JsonNode citation;
  private final List<List<String>> title = new ArrayList<>();
  private final List<List<String>> passages = new ArrayList<>();
  private final List<List<String>> keywords = new ArrayList<>();
  private final List<List<String>> indexing = new ArrayList<>();
  private final List<List<String>> rest = new ArrayList<>();

  ReadCitation(JsonNode citation) {
    this.citation = citation;
    add(title, citation, "title");
    for (JsonNode passage : citation.path("abstract")) {
      passages.add(SearchWords.of(text(passage, "label") + " " + text(passage, "text")));
    }
    citation.path("keywords").forEach(each -> keywords.add(SearchWords.of(each.asText())));
    add(indexing, citation, "vernacularTitle");
    for (JsonNode heading : citation.path("headings")) {
      add(indexing, heading, "name");
      heading.path("qualifiers").forEach(qualifier -> add(indexing, qualifier, "name"));
    }
    for (String list : List.of("publicationTypes", "substances", "supplementary")) {
      citation.path(list).forEach(each -> add(indexing, each, "name"));
    }
    for (JsonNode author : citation.path("authors")) {
      add(indexing, author, "collective");
      String initials = SearchWords.joined(text(author, "initials")).replace(" ", "");
      rest.add(
          SearchWords.of(
              text(author, "family")
                  + " "
                  + (initials.isEmpty()
                      ? AuthorName.initials(SearchWords.joined(text(author, "given")))
                      : initials)));
    }
    add(rest, citation.path("journal"), "title");
    add(rest, citation.path("journal"), "abbreviation");
    add(rest, citation.path("book"), "title");
    add(rest, citation, "published");
    citation.path("registrations").forEach(each -> add(rest, each, "id"));
  }

  boolean matches(Expression expression) {
    return switch (expression) {
      case Expression.Leaf leaf -> matches(leaf.criterion());
      case Expression.Operation(Operator operator, List<Expression> parts) ->
          switch (operator) {
            case AND -> parts.stream().allMatch(this::matches);
            case OR -> parts.stream().anyMatch(this::matches);
            case NOT ->
                matches(parts.getFirst())
                    && parts.subList(1, parts.size()).stream().noneMatch(this::matches);
          };
    };
  }

  private boolean matches(Criterion criterion) {
    return switch (criterion) {
      case Words words -> texts(words.scope()).stream().anyMatch(text -> has(text, words));
      case Coded coded ->
          coded.values().stream()
              .anyMatch(
                  value ->
                      values(coded.code()).stream()
                          .anyMatch(
                              its -> coded.stems() ? its.startsWith(value) : its.equals(value)));
      case Criterion.AnyOf(List<Coded> kinds) -> kinds.stream().anyMatch(this::matches);
      case Criterion.Published(int from, int to) -> {
        int day = PublicationDate.of(text(citation, "published"), citation.path("year").asInt());
        yield from <= day && day <= to;
      }
      case Criterion.Identified identified ->
          throw new IllegalArgumentException("not read: " + identified);
      case Criterion.Everything everything -> true;
    };
  }

  private List<List<String>> texts(Scope scope) {
    List<List<String>> texts = new ArrayList<>();
    boolean all = scope == Scope.ALL;
    boolean text = all || scope == Scope.TEXT_WORD;
    boolean own = text || scope == Scope.TITLE_ABSTRACT;
    texts.addAll(own || scope == Scope.TITLE ? title : List.of());
    texts.addAll(own || scope == Scope.ABSTRACT ? passages : List.of());
    texts.addAll(own || scope == Scope.KEYWORDS ? keywords : List.of());
    texts.addAll(text || scope == Scope.INDEXING ? indexing : List.of());
    texts.addAll(all ? rest : List.of());
    return texts;
  }

  private static boolean has(List<String> text, Words words) {
    if (words.distance() >= 0) {
      throw new IllegalArgumentException("not read: " + words);
    }
    for (int at = 0; at + words.words().size() <= text.size(); at++) {
      boolean all = true;
      for (int i = 0; all && i < words.words().size(); i++) {
        Word word = words.words().get(i);
        String its = text.get(at + i);
        all = word.stem() ? its.startsWith(word.text()) : its.equals(word.text());
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  private Set<String> values(Code code) {
    Set<String> values = new HashSet<>();
    switch (code) {
      case HEADING, MAJOR, HEADING_QUALIFIER, MAJOR_QUALIFIER, QUALIFIER -> headings(code, values);
      case SUBSTANCE -> {
        for (String list : List.of("substances", "supplementary")) {
          citation.path(list).forEach(each -> named(each, values));
        }
      }
      case TYPE ->
          citation
              .path("publicationTypes")
              .forEach(type -> values.add(SearchWords.joined(text(type, "name"))));
      case LANGUAGE -> citation.path("languages").forEach(each -> values.add(each.asText()));
      case JOURNAL -> {
        for (String field : List.of("title", "abbreviation", "nlmId")) {
          values.add(SearchWords.joined(text(citation.path("journal"), field)));
        }
      }
      case HAS -> {
        if (passages.stream().anyMatch(passage -> !passage.isEmpty())) {
          values.add("abstract");
        }
      }
      default -> throw new IllegalArgumentException("not read: " + code);
    }
    return values;
  }

  private void headings(Code code, Set<String> values) {
    for (JsonNode heading : citation.path("headings")) {
      Set<String> names = new HashSet<>();
      named(heading, names);
      boolean major = heading.path("major").asBoolean();
      for (JsonNode qualifier : heading.path("qualifiers")) {
        String aspect = SearchWords.joined(text(qualifier, "name"));
        major |= qualifier.path("major").asBoolean();
        if (code == Code.QUALIFIER) {
          values.add(aspect);
        } else if (code == Code.HEADING_QUALIFIER
            || (code == Code.MAJOR_QUALIFIER && qualifier.path("major").asBoolean())) {
          names.forEach(name -> values.add(name + "/" + aspect));
        }
      }
      if (code == Code.HEADING || (code == Code.MAJOR && major)) {
        values.addAll(names);
      }
    }
  }

  private static void named(JsonNode term, Set<String> names) {
    names.add(text(term, "id").toLowerCase(Locale.ROOT));
    names.add("=" + SearchWords.joined(text(term, "name")));
  }

  private static void add(List<List<String>> texts, JsonNode node, String field) {
    texts.add(SearchWords.of(text(node, field)));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }
}
