package org.livingevidence.citations.contribution;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The logs of merges and of pairs, as people read and decide them.
@Singleton
class DecisionStore {
  private static final String MERGE_COLUMNS =
      """
      select number, survivor, source, key, former, reason, by_whom, at::text, undone_by, undone_at::text
        from citation_merge
      """;

  private static final String MERGES =
      MERGE_COLUMNS
          + """
             where number > ? and (?::text is null or survivor = ?)
             order by number limit ?
            """;

  private static final String MERGES_TOTAL =
      """
      select count(*) from citation_merge where ?::text is null or survivor = ?
      """;

  private static final String MERGE =
      MERGE_COLUMNS
          + """
             where number = ? for update
            """;

  /// All records that came with one former citation, and where the survivor was itself absorbed
  /// later, they are found by their names.
  private static final String TOGETHER =
      MERGE_COLUMNS
          + """
             where survivor = ? and former = ? and undone_at is null
             order by number
            """;

  private static final String BY =
      MERGE_COLUMNS
          + """
             where survivor = ? and by_whom = ? and undone_at is null
             order by number
            """;

  private static final String UNDONE =
      """
      update citation_merge set undone_by = ?, undone_at = clock_timestamp() where number = any (?)
      """;

  private static final String PAIR_COLUMNS =
      """
      select number, one, other, verdict, reason, decision, decided_by, decided_at::text, found_at::text
        from citation_pair
      """;

  private static final String PAIRS =
      PAIR_COLUMNS
          + """
             where number > ? and (? or decision is null) order by number limit ?
            """;

  private static final String PAIRS_TOTAL =
      """
      select count(*) from citation_pair where ? or decision is null
      """;

  private static final String PAIR =
      PAIR_COLUMNS
          + """
             where number = ? for update
            """;

  private static final String DECIDED =
      """
      update citation_pair set decision = ?, decided_by = ?, decided_at = clock_timestamp() where number = ?
      """;

  private final DataSource dataSource;

  DecisionStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// A record that joined a citation, and why.
  ///
  /// @param survivor the citation that it joined
  /// @param source the kind of its source
  /// @param key what the source's record is called
  /// @param former the citation that it was by itself; absent when it joined as it came
  /// @param by the import, or the person
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Merge(
      long number,
      String survivor,
      String source,
      String key,
      @Nullable String former,
      String reason,
      String by,
      String at,
      @Nullable String undoneBy,
      @Nullable String undoneAt) {}

  /// Two citations that are alike.
  ///
  /// @param verdict `ambiguous` or `linked`
  /// @param decision `same` or `different`; absent while nobody has decided
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pair(
      long number,
      String one,
      String other,
      String verdict,
      String reason,
      @Nullable String decision,
      @Nullable String decidedBy,
      @Nullable String decidedAt,
      String foundAt) {}

  /// A page of a log.
  public record Page<T>(List<T> items, long total) {}

  Page<Merge> merges(@Nullable String survivor, long after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement list = connection.prepareStatement(MERGES);
        PreparedStatement total = connection.prepareStatement(MERGES_TOTAL)) {
      list.setLong(1, after);
      list.setString(2, survivor);
      list.setString(3, survivor);
      list.setInt(4, limit);
      total.setString(1, survivor);
      total.setString(2, survivor);
      return new Page<>(readMerges(list), count(total));
    }
  }

  @Nullable Merge merge(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MERGE)) {
      statement.setLong(1, number);
      List<Merge> found = readMerges(statement);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /// @return the merges by which all records of one former citation joined
  List<Merge> together(Connection connection, String survivor, String former) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TOGETHER)) {
      statement.setString(1, survivor);
      statement.setString(2, former);
      return readMerges(statement);
    }
  }

  /// @return the merges into a citation that an import brought
  List<Merge> by(Connection connection, String survivor, String importId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(BY)) {
      statement.setString(1, survivor);
      statement.setString(2, importId);
      return readMerges(statement);
    }
  }

  void undone(Connection connection, List<Long> numbers, String who) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNDONE)) {
      statement.setString(1, who);
      statement.setArray(2, connection.createArrayOf("bigint", numbers.toArray()));
      statement.executeUpdate();
    }
  }

  Page<Pair> pairs(boolean decidedToo, long after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement list = connection.prepareStatement(PAIRS);
        PreparedStatement total = connection.prepareStatement(PAIRS_TOTAL)) {
      list.setLong(1, after);
      list.setBoolean(2, decidedToo);
      list.setInt(3, limit);
      total.setBoolean(1, decidedToo);
      return new Page<>(readPairs(list), count(total));
    }
  }

  @Nullable Pair pair(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PAIR)) {
      statement.setLong(1, number);
      List<Pair> found = readPairs(statement);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  void decided(Connection connection, long number, String decision, String who)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DECIDED)) {
      statement.setString(1, decision);
      statement.setString(2, who);
      statement.setLong(3, number);
      statement.executeUpdate();
    }
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static List<Merge> readMerges(PreparedStatement statement) throws SQLException {
    List<Merge> merges = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        merges.add(
            new Merge(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getString(10)));
      }
    }
    return merges;
  }

  private static List<Pair> readPairs(PreparedStatement statement) throws SQLException {
    List<Pair> pairs = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        pairs.add(
            new Pair(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9)));
      }
    }
    return pairs;
  }
}
