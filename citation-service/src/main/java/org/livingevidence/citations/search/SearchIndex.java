package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What citations are searched in: a port with one adapter, PostgreSQL. An index of another kind
/// would queue its work in the transaction that it is given, and answer searches as of some moment.
public interface SearchIndex {
  /// Indexes citations, or indexes them anew, in the transaction that writes them.
  ///
  /// @param citations their data by id
  void index(Connection connection, Map<String, JsonNode> citations) throws SQLException;

  /// Removes citations in the transaction that deletes them.
  void delete(Connection connection, Collection<String> ids) throws SQLException;

  /// What a request finds, all of one moment.
  Found search(Request request) throws SQLException;

  /// Of these terms, those that any citation has.
  Set<Criterion.Coded> known(Collection<Criterion.Coded> terms) throws SQLException;

  /// How many citations each criterion finds alone.
  List<Long> counts(List<Criterion> criteria) throws SQLException;

  /// The number of the newest citation below which all are visible. Waits for writes under way.
  long horizon() throws SQLException;

  /// The orders of results. Ties stand in the order of ids.
  enum Order {
    /// The rank, and [#FOCUS] more for what the query is mainly about.
    RELEVANCE,
    /// The rank without a topic.
    RANK,
    /// Oldest first; undated ones last.
    YEAR,
    /// Newest first; undated ones last.
    NEWEST,
    /// As they were first seen here.
    ADDED,
    /// Last seen first.
    LATEST
  }

  /// What relevance adds to the rank, in its micro-units.
  long FOCUS = 4_000_000;

  /// A place in an order, after which a page begins.
  record Place(long key, String id) {}

  /// A search.
  ///
  /// @param expression what is searched for
  /// @param focus what it is mainly about; null where the order does not ask
  /// @param seenAfter only citations first seen after this one
  /// @param seenUpTo only citations first seen up to this one
  /// @param facets by which results are counted
  /// @param filters what [Facet#THERAPY] counts, by name
  record Request(
      Expression expression,
      @Nullable Expression focus,
      Order order,
      @Nullable Place after,
      int limit,
      long seenAfter,
      long seenUpTo,
      Set<Facet> facets,
      Map<String, Expression> filters) {
    public Request {
      facets = Set.copyOf(facets);
      filters = Map.copyOf(filters);
    }
  }

  /// One result.
  ///
  /// @param focused whether the query is what it is mainly about
  record Hit(String id, Place place, boolean focused, JsonNode citation) {}

  /// What was found.
  ///
  /// @param more whether more follow
  /// @param filling whether citations from before the index are still being added
  record Found(
      List<Hit> hits, long total, boolean more, boolean filling, Map<Facet, List<Count>> facets) {}

  /// A value of a facet, null for those without any, and how many results have it.
  record Count(@Nullable String value, long count) {}
}
