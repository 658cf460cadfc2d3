package org.livingevidence.drugs.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// Labels over which the rules failed. Every method works in the caller's transaction or without
/// one.
@ApplicationScoped
class UnreadLabels {
  private static final int LONGEST_FAULT = 300;

  private final DataSource database;

  UnreadLabels(DataSource database) {
    this.database = database;
  }

  /// A label that could not be read.
  ///
  /// @param version that is current, and was not read
  /// @param readBefore whether something of an earlier reading stands
  record Unread(String setId, long version, String fault, String since, boolean readBefore) {}

  /// A page of them.
  record Page(List<Unread> labels, long total) {}

  /// Notes that the rules failed over a label with these names.
  void note(String setId, String names, Throwable fault) {
    String said =
        (fault.getClass().getSimpleName() + ": " + fault.getMessage()).replace("\u0000", "");
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into label_unread (set_id, names, fault, since)
                values (?, ?, ?, clock_timestamp())
                on conflict (set_id) do update set names = excluded.names, fault = excluded.fault
                """)) {
      insert.setString(1, setId);
      insert.setString(2, names);
      insert.setString(3, said.substring(0, Math.min(LONGEST_FAULT, said.length())));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting a label that could not be read", e);
    }
  }

  /// Forgets these: they were read.
  void read(Collection<String> setIds) {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement("delete from label_unread where set_id = any (?)")) {
      delete.setArray(1, connection.createArrayOf("text", setIds.toArray()));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting that labels were read", e);
    }
  }

  /// Labels in order of set id.
  ///
  /// @param after set id after which the page begins, null for the first
  Page list(@Nullable String after, int limit) {
    try (var connection = database.getConnection();
        var count = connection.prepareStatement("select count(*) from label_unread");
        var select =
            connection.prepareStatement(SELECT + " where u.set_id > ? order by u.set_id limit ?")) {
      select.setString(1, after == null ? "" : after);
      select.setInt(2, limit);
      try (var total = count.executeQuery()) {
        return new Page(labels(select), total.next() ? total.getLong(1) : 0);
      }
    } catch (SQLException e) {
      throw new DatabaseFailure("listing labels that could not be read", e);
    }
  }

  /// Those of these labels that could not be read.
  List<Unread> among(Collection<String> setIds) {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(SELECT + " where u.set_id = any (?) order by u.set_id")) {
      select.setArray(1, connection.createArrayOf("text", setIds.toArray()));
      return labels(select);
    } catch (SQLException e) {
      throw new DatabaseFailure("reading which labels could not be read", e);
    }
  }

  private static final String SELECT =
      """
      select u.set_id, (l.data ->> 'version')::bigint, u.fault, u.since, r.set_id is not null
        from label_unread u join label l on l.set_id = u.set_id
        left join label_reading r on r.set_id = u.set_id
      """;

  private static List<Unread> labels(PreparedStatement select) throws SQLException {
    var labels = new ArrayList<Unread>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        labels.add(
            new Unread(
                rows.getString(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getObject(4, OffsetDateTime.class).toInstant().toString(),
                rows.getBoolean(5)));
      }
    }
    return labels;
  }
}
