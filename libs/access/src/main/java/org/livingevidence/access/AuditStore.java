package org.livingevidence.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The table `audit_log`.
@ApplicationScoped
class AuditStore {
  private final DataSource database;
  private final ObjectMapper json;

  AuditStore(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /// One entry as it is served.
  record Entry(
      long id,
      Instant at,
      String who,
      String act,
      String aggregateType,
      String aggregateId,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @Nullable String why) {}

  void append(
      String who,
      String act,
      String type,
      String id,
      @Nullable JsonNode before,
      @Nullable JsonNode after,
      @Nullable String why) {
    String sql =
        """
        insert into audit_log (who, act, aggregate_type, aggregate_id, before, after, why)
        values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
        """;
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(sql)) {
      insert.setString(1, who);
      insert.setString(2, act);
      insert.setString(3, type);
      insert.setString(4, id);
      insert.setString(5, before == null ? null : before.toString());
      insert.setString(6, after == null ? null : after.toString());
      insert.setString(7, why);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("writing the audit log", e);
    }
  }

  /// The entries after `since`, oldest first, at most `limit`.
  List<Entry> after(long since, int limit) {
    String sql =
        """
        select id, at, who, act, aggregate_type, aggregate_id, before, after, why
        from audit_log where id > ? order by id limit ?
        """;
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setLong(1, since);
      query.setInt(2, limit);
      var entries = new ArrayList<Entry>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new Entry(
                  rows.getLong(1),
                  rows.getObject(2, OffsetDateTime.class).toInstant(),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getString(6),
                  state(rows, 7),
                  state(rows, 8),
                  rows.getString(9)));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw new DatabaseFailure("reading the audit log", e);
    }
  }

  long size() {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select count(*) from audit_log");
        var rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new DatabaseFailure("counting the audit log", e);
    }
  }

  private @Nullable JsonNode state(ResultSet rows, int column) throws SQLException {
    String text = rows.getString(column);
    if (text == null) {
      return null;
    }
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("audit_log holds something that is no JSON", e);
    }
  }
}
