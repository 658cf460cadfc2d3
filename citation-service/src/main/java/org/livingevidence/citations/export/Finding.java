package org.livingevidence.citations.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.search.CitationSearch;
import org.livingevidence.citations.search.SearchAnswer;

/// What a query finds, page by page to its end. The first page is there at once, so that a query
/// that cannot be read is refused before anything is sent.
final class Finding {
  private static final int PAGE = 200;

  private final CitationSearch search;
  private final String query;
  private final @Nullable String sort;
  private final long total;
  private @Nullable SearchAnswer page;
  private long left;

  Finding(
      CitationSearch search,
      String query,
      @Nullable String sort,
      @Nullable String cursor,
      long limit)
      throws SQLException {
    this.search = search;
    this.query = query;
    this.sort = sort;
    left = limit;
    SearchAnswer first = page(cursor);
    page = first;
    total = first.total();
  }

  private SearchAnswer page(@Nullable String cursor) throws SQLException {
    int most = (int) Math.min(PAGE, left);
    return search.search(query, new CitationSearch.Shown(sort, cursor, most, null, false));
  }

  /// @return how many it finds in all
  long total() {
    return total;
  }

  /// @return the next citations, none at the end
  List<JsonNode> next() throws SQLException {
    SearchAnswer now = page;
    if (now == null) {
      return List.of();
    }
    List<JsonNode> found = now.items().stream().map(SearchAnswer.Item::citation).toList();
    left -= found.size();
    String next = now.next();
    page = next == null || left <= 0 ? null : page(next);
    return found;
  }
}
