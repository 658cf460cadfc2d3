package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// The SQL of what articles said after each change. Rows are only added.
@ApplicationScoped
class MonographVersionStore {
  private final DataSource database;

  MonographVersionStore(DataSource database) {
    this.database = database;
  }

  /// One change of an article.
  ///
  /// @param version as its event and its ETag have it
  /// @param reason what whoever changed it said
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      String id,
      long version,
      String changedAt,
      String changedBy,
      @Nullable String reason,
      boolean deleted) {}

  /// A page of changes, the newest first.
  ///
  /// @param next where the next page begins, null after the last
  record Page(List<Change> items, long total, @Nullable String next) {}

  /// A change and what the article said then.
  ///
  /// @param data null when it was deleted
  record Kept(Change change, @Nullable JsonNode data) {}

  /// Keeps what an article says now, in the caller's transaction.
  ///
  /// @param monograph null when it was deleted
  void append(
      String id, long version, @Nullable Monograph monograph, String who, @Nullable String why) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                insert into monograph_version
                  (monograph_id, version, data, changed_at, changed_by, reason)
                values (?, ?, ?::jsonb, clock_timestamp(), ?, ?)
                """)) {
      statement.setString(1, id);
      statement.setLong(2, version);
      statement.setString(3, monograph == null ? null : MonographJson.text(monograph));
      statement.setString(4, who);
      statement.setString(5, why);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("keeping a version of a monograph", e);
    }
  }

  /// The changes of an article before one, the newest first.
  ///
  /// @param before null begins with the newest
  Page list(String id, @Nullable Long before, int limit) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select monograph_id, version, changed_at, changed_by, reason, data is null,
                       (select count(*) from monograph_version where monograph_id = ?)
                  from monograph_version
                 where monograph_id = ? and version < ?
                 order by version desc limit ?
                """)) {
      statement.setString(1, id);
      statement.setString(2, id);
      statement.setLong(3, before == null ? Long.MAX_VALUE : before);
      statement.setInt(4, limit + 1);
      var items = new ArrayList<Change>();
      long total = 0;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          total = rows.getLong(7);
          if (items.size() == limit) {
            return new Page(items, total, Long.toString(items.getLast().version()));
          }
          items.add(change(rows));
        }
      }
      return new Page(items, total, null);
    } catch (SQLException e) {
      throw new DatabaseFailure("listing versions of a monograph", e);
    }
  }

  /// What an article said at a version, or null when it had no such.
  @Nullable Kept read(String id, long version) {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                select monograph_id, version, changed_at, changed_by, reason, data is null,
                       data::text
                  from monograph_version where monograph_id = ? and version = ?
                """)) {
      statement.setString(1, id);
      statement.setLong(2, version);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return null;
        }
        String data = rows.getString(7);
        return new Kept(change(rows), data == null ? null : MonographJson.read(data));
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("reading a version of a monograph", e);
    }
  }

  private static Change change(ResultSet row) throws SQLException {
    Instant at = row.getObject(3, OffsetDateTime.class).toInstant();
    return new Change(
        row.getString(1),
        row.getLong(2),
        at.toString(),
        row.getString(4),
        row.getString(5),
        row.getBoolean(6));
  }
}
