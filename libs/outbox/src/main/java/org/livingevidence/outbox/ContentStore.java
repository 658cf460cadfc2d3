package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads aggregates as the relay would: ledger and state in one snapshot, rendered anew. A state
/// that cannot be read is told without a hash, and the others with theirs.
@Singleton
final class ContentStore {
  private static final Logger LOG = Logger.getLogger(ContentStore.class);
  private static final String LEDGER =
      """
      select id, version, deleted from outbox_aggregate
       where type = ? and version > 0 and id > ? and (?::text[] is null or id = any (?))
       order by id
       limit ?
      """;

  private final DataSource dataSource;

  ContentStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private record Ledger(String id, long version, boolean deleted) {}

  /// @param ids only these; null for all
  /// @param after only those behind it
  List<OwnedContent.Item> read(
      AggregateSource source, @Nullable List<String> ids, String after, int atMost) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read, read only");
        List<Ledger> ledger = ledger(connection, source.type(), ids, after, atMost);
        Map<String, JsonNode> states = new HashMap<>();
        read(
            connection,
            source,
            ledger.stream().filter(row -> !row.deleted()).map(Ledger::id).toList(),
            states);
        return ledger.stream().map(row -> item(source, row, states.get(row.id()))).toList();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new OutboxException("reading what this service owns", e);
    }
  }

  /// Reads states into `states`. One that cannot be read is left out and takes no other along: a
  /// part that fails is read again in halves.
  private static void read(
      Connection connection, AggregateSource source, List<String> ids, Map<String, JsonNode> states)
      throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      states.putAll(source.read(connection, ids));
      return;
    } catch (SQLException | RuntimeException e) {
      if (e instanceof SQLException failure && !isOfTheData(failure)) {
        throw failure;
      }
      connection.rollback(before);
      if (ids.size() == 1) {
        LOG.errorf(e, "The state of %s %s cannot be read", source.type(), ids.getFirst());
        return;
      }
    }
    int middle = ids.size() / 2;
    read(connection, source, ids.subList(0, middle), states);
    read(connection, source, ids.subList(middle, ids.size()), states);
  }

  /// Whether it is what is stored that fails a statement, and not the connection or the server:
  /// PostgreSQL's classes 22 (data exception), 23 and XX (corrupted).
  private static boolean isOfTheData(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("22") || state.startsWith("23") || state.startsWith("XX"));
  }

  private static List<Ledger> ledger(
      Connection connection, String type, @Nullable List<String> ids, String after, int atMost)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LEDGER)) {
      Array wanted = ids == null ? null : connection.createArrayOf("text", ids.toArray());
      statement.setString(1, type);
      statement.setString(2, after);
      statement.setArray(3, wanted);
      statement.setArray(4, wanted);
      statement.setInt(5, atMost);
      List<Ledger> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(new Ledger(row.getString(1), row.getLong(2), row.getBoolean(3)));
        }
      }
      return rows;
    }
  }

  private static OwnedContent.Item item(
      AggregateSource source, Ledger row, @Nullable JsonNode state) {
    JsonNode data = row.deleted() ? EventRenderer.deletion(row.id()) : state;
    return new OwnedContent.Item(
        row.id(),
        row.version(),
        row.deleted(),
        source.dataSchema(),
        data == null ? null : hash(source, row.id(), data));
  }

  private static @Nullable String hash(AggregateSource source, String id, JsonNode data) {
    try {
      return ContentHash.of(data);
    } catch (RuntimeException e) {
      LOG.errorf(e, "The state of %s %s has no canonical form", source.type(), id);
      return null;
    }
  }
}
