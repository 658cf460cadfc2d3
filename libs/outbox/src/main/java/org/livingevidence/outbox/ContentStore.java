package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads aggregates as the relay would: ledger and state in one snapshot, rendered anew.
@Singleton
final class ContentStore {
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
        Map<String, JsonNode> states =
            source.read(
                connection, ledger.stream().filter(row -> !row.deleted()).map(Ledger::id).toList());
        return ledger.stream().map(row -> item(source, row, states.get(row.id()))).toList();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new OutboxException("reading what this service owns", e);
    }
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
        data == null ? null : ContentHash.of(data));
  }
}
