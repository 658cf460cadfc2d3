package org.livingevidence.citations.search;

import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;

/// What the database refuses of a search is the query's fault where it is: too long, too large.
final class SearchFaults {
  private static final String CANCELED = "57014";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String LIMIT_EXCEEDED = "54";

  private SearchFaults() {}

  /// What is done for a search.
  interface Work<T> {
    T done() throws SQLException;
  }

  /// Does it, and says what went wrong in words.
  static <T> T told(SearchConfig config, Work<T> work) throws SQLException {
    try {
      return work.done();
    } catch (RuntimeException | SQLException e) {
      String state = state(e);
      if (state.equals(CANCELED)) {
        throw Problems.of(
            Status.BAD_REQUEST,
            "This search takes longer than "
                + config.patience().toSeconds()
                + " s; ask for less at once.");
      }
      if (state.equals(LOCK_NOT_AVAILABLE)) {
        throw Problems.unavailable(
            "writes-under-way", "A write is under way that takes long; try again.", 10);
      }
      if (state.startsWith(LIMIT_EXCEEDED)) {
        throw Problems.of(
            Status.BAD_REQUEST, "This query is larger than the index can search at once.");
      }
      throw e;
    }
  }

  private static String state(@Nullable Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
