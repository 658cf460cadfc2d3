package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.citations.field.Paging;
import org.livingevidence.citations.reference.RetractedReferences;
import org.livingevidence.citations.search.SearchIndex.Found;
import org.livingevidence.citations.search.SearchIndex.Order;
import org.livingevidence.citations.search.SearchIndex.Place;
import org.livingevidence.citations.search.SearchIndex.Request;

/// Searching as HTTP asks for it: a query and how to show what it finds.
@Singleton
public class CitationSearch {
  /// More parts than this are not counted one by one.
  private static final int COUNTED_PARTS = 50;

  private static final Map<String, Order> ORDERS = new LinkedHashMap<>();

  static {
    ORDERS.put("relevance", Order.RELEVANCE);
    ORDERS.put("rank", Order.RANK);
    ORDERS.put("year", Order.YEAR);
    ORDERS.put("-year", Order.NEWEST);
    ORDERS.put("added", Order.ADDED);
    ORDERS.put("-added", Order.LATEST);
  }

  private final Translator translator;
  private final SearchIndex index;
  private final SearchNames names;
  private final RetractedReferences retracted;
  private final SearchConfig config;

  CitationSearch(
      Translator translator,
      SearchIndex index,
      SearchNames names,
      RetractedReferences retracted,
      SearchConfig config) {
    this.translator = translator;
    this.index = index;
    this.names = names;
    this.retracted = retracted;
    this.config = config;
  }

  /// How to show what a query finds.
  ///
  /// @param sort an order's name; null for relevance
  /// @param facets names with commas between, or `all`
  /// @param counts whether each part of the query is counted alone
  public record Shown(
      @Nullable String sort,
      @Nullable String cursor,
      int limit,
      @Nullable String facets,
      boolean counts) {}

  /// A page of what a query finds.
  public SearchAnswer search(String query, Shown shown) throws SQLException {
    return search(query, shown, 0, Long.MAX_VALUE);
  }

  /// The same of the citations first seen after and up to these numbers.
  SearchAnswer search(String query, Shown shown, long seenAfter, long seenUpTo)
      throws SQLException {
    Order order = order(shown.sort());
    Place after = place(shown.cursor(), order);
    Set<Facet> facets = facets(shown.facets());
    int limit = Paging.limit(shown.limit());
    Translation translation = translated(query);
    Request request =
        new Request(
            translation.expression(),
            order == Order.RELEVANCE ? translation.focus() : null,
            order,
            after,
            limit,
            seenAfter,
            seenUpTo,
            facets,
            facets.contains(Facet.THERAPY) ? therapy() : Map.of());
    Found found = SearchFaults.told(config, () -> index.search(request));
    Map<String, JsonNode> works =
        retracted.citedBy(found.hits().stream().map(SearchIndex.Hit::citation).toList());
    List<SearchAnswer.Item> items =
        found.hits().stream().map(hit -> item(hit, order, works)).toList();
    return new SearchAnswer(
        items,
        found.total(),
        found.more() ? cursor(order, found.hits().getLast().place()) : null,
        understood(query, translation, shown.counts()),
        facets.isEmpty() ? null : FacetAnswer.of(found, facets, names, config),
        found.filling() ? true : null);
  }

  /// How many citations first seen after and up to these numbers a query finds.
  long total(Translation translation, long seenAfter, long seenUpTo) throws SQLException {
    Request request =
        new Request(
            translation.expression(),
            null,
            Order.ADDED,
            null,
            1,
            seenAfter,
            seenUpTo,
            Set.of(),
            Map.of());
    return SearchFaults.told(config, () -> index.search(request)).total();
  }

  private Map<String, Expression> therapy() throws SQLException {
    Map<String, Expression> filters = new LinkedHashMap<>();
    for (String name : SearchFilters.THERAPY) {
      filters.put(name, translated("\"" + name + "\"[filter]").expression());
    }
    return filters;
  }

  /// How a query is understood.
  ///
  /// @throws RuntimeException a 400 problem when it cannot be read
  Translation translated(String query) throws SQLException {
    try {
      return SearchFaults.told(config, () -> translator.translate(query));
    } catch (QueryFault fault) {
      throw Problems.builder(
              Status.BAD_REQUEST,
              "The query cannot be read at character " + (fault.at() + 1) + ": " + fault.reason())
          .with("errors", List.of(new FieldError("q", fault.reason())))
          .with("position", fault.at())
          .build();
    }
  }

  private SearchAnswer.Understood understood(String query, Translation translation, boolean counts)
      throws SQLException {
    List<Criterion> criteria = new ArrayList<>();
    criteria(translation.expression(), criteria);
    Map<Criterion, Long> counted = new LinkedHashMap<>();
    if (counts && criteria.size() <= COUNTED_PARTS) {
      List<Long> all = SearchFaults.told(config, () -> index.counts(criteria));
      for (int i = 0; i < criteria.size(); i++) {
        counted.put(criteria.get(i), all.get(i));
      }
    }
    return new SearchAnswer.Understood(
        query,
        translation.expression().text(),
        part(translation.expression(), counted),
        translation.notes());
  }

  private static void criteria(Expression expression, List<Criterion> criteria) {
    switch (expression) {
      case Expression.Leaf leaf -> criteria.add(leaf.criterion());
      case Expression.Operation operation ->
          operation.parts().forEach(part -> criteria(part, criteria));
    }
  }

  private static SearchAnswer.Part part(Expression expression, Map<Criterion, Long> counts) {
    return switch (expression) {
      case Expression.Leaf leaf ->
          new SearchAnswer.Part(
              null,
              null,
              leaf.field(),
              leaf.value(),
              leaf.id(),
              leaf.narrower() > 0 ? leaf.narrower() : null,
              counts.get(leaf.criterion()));
      case Expression.Operation operation -> {
        List<SearchAnswer.Part> parts = new ArrayList<>();
        for (Expression each : operation.parts()) {
          parts.add(part(each, counts));
        }
        yield new SearchAnswer.Part(
            operation.operator().name(), parts, null, null, null, null, null);
      }
    };
  }

  private static SearchAnswer.Item item(
      SearchIndex.Hit hit, Order order, Map<String, JsonNode> works) {
    JsonNode citation = hit.citation();
    boolean ranked = order == Order.RELEVANCE || order == Order.RANK;
    return new SearchAnswer.Item(
        citation,
        CitationLine.of(citation),
        CitationLine.markup(citation, CitationLine.Style.NLM),
        CitationLine.links(citation),
        citation.path("state").asText("current"),
        CitedRetractions.of(citation, works),
        ranked
            ? new SearchAnswer.Why(hit.place().key(), SearchEntry.terms(citation, hit.focused()))
            : null);
  }

  private static Order order(@Nullable String sort) {
    if (sort == null || sort.isEmpty()) {
      return Order.RELEVANCE;
    }
    Order order = ORDERS.get(sort);
    if (order == null) {
      throw Problems.invalid("sort", "must be one of " + String.join(", ", ORDERS.keySet()));
    }
    return order;
  }

  private static Set<Facet> facets(@Nullable String facets) {
    if (facets == null || facets.isEmpty()) {
      return Set.of();
    }
    if (facets.equals("all")) {
      return EnumSet.allOf(Facet.class);
    }
    Map<String, Facet> known =
        Arrays.stream(Facet.values()).collect(Collectors.toMap(Facet::label, facet -> facet));
    Set<Facet> asked = EnumSet.noneOf(Facet.class);
    for (String name : facets.split(",", -1)) {
      Facet facet = known.get(name.strip());
      if (facet == null) {
        throw Problems.invalid(
            "facets",
            "must be all, or some of "
                + String.join(", ", known.keySet().stream().sorted().toList()));
      }
      asked.add(facet);
    }
    return asked;
  }

  private static String cursor(Order order, Place place) {
    String text = order.name() + "|" + place.key() + "|" + place.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable Place place(@Nullable String cursor, Order order) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", 3);
      if (parts.length == 3 && parts[0].equals(order.name()) && text.indexOf('\0') < 0) {
        return new Place(Long.parseLong(parts[1]), parts[2]);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problems.invalid("cursor", "is none that this search and order gave out");
  }
}
