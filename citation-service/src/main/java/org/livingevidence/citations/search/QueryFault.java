package org.livingevidence.citations.search;

/// A query that cannot be read: what is wrong, and where.
final class QueryFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;

  /// @param at the place in the query, from 0
  /// @param reason what is wrong there, and what would be right
  QueryFault(int at, String reason) {
    super(reason, null, false, false);
    this.at = at;
  }

  int at() {
    return at;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
