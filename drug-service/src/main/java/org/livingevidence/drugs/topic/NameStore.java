package org.livingevidence.drugs.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// The SQL of names: which topics have them, and which are due. Every method works in the caller's
/// transaction.
@ApplicationScoped
class NameStore {
  /// Number of the advisory lock that parts writers of statements (shared) from writers of names
  /// (exclusive): what resolves names sees a topic whole or not at all, and no statement slips in
  /// unseen between a topic's names and the queue of names that are due.
  private static final int NAMES_LOCK = 0x4e414d45;

  private final DataSource database;

  NameStore(DataSource database) {
    this.database = database;
  }

  private interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException;
  }

  private <T extends @Nullable Object> T run(String doing, Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new DatabaseFailure(doing, e);
    }
  }

  /// Takes the names' lock until the transaction ends: shared to write statements, exclusive to
  /// write topics.
  void lock(boolean exclusive) {
    run(
        "locking the names of conditions",
        connection -> {
          String sql =
              exclusive
                  ? "select pg_advisory_xact_lock(?, 1)"
                  : "select pg_advisory_xact_lock_shared(?, 1)";
          try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, NAMES_LOCK);
            return statement.execute();
          }
        });
  }

  /// The topics that have these names, by key.
  Map<String, List<Candidate>> candidates(Collection<String> keys) {
    return run(
        "looking up names of conditions",
        connection -> {
          var found = new LinkedHashMap<String, List<Candidate>>();
          try (var statement =
              connection.prepareStatement(
                  """
                  select n.key, coalesce(t.replaced_by, t.id), n.rank, t.same_as, t.broader, t.narrower
                    from topic_name n
                    join topic t on t.id = n.topic_id
                   where n.key = any (?) and t.condition and not t.deleted
                   order by n.key, t.id
                  """)) {
            statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                found
                    .computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
                    .add(
                        new Candidate(
                            rows.getString(2),
                            rows.getInt(3),
                            set(rows, 4),
                            set(rows, 5),
                            set(rows, 6)));
              }
            }
          }
          return found;
        });
  }

  /// A name that is due, locked for this transaction, or null when none is.
  @Nullable Due nextDue() {
    return run(
        "reading the names that are due",
        connection -> {
          try (var statement =
                  connection.prepareStatement(
                      """
                      select key, after_drug from topic_name_due
                       order by key limit 1 for update skip locked
                      """);
              var rows = statement.executeQuery()) {
            return rows.next() ? new Due(rows.getString(1), rows.getString(2)) : null;
          }
        });
  }

  /// A name to resolve again in the statements of the drugs after this one.
  record Due(String key, String afterDrug) {}

  /// Notes how far a due name is done; null when it is done with.
  void progress(String key, @Nullable String afterDrug) {
    run(
        "noting how far a due name is done",
        connection -> {
          String sql =
              afterDrug == null
                  ? "delete from topic_name_due where key = ?"
                  : "update topic_name_due set after_drug = ? where key = ?";
          try (var statement = connection.prepareStatement(sql)) {
            if (afterDrug != null) {
              statement.setString(1, afterDrug);
            }
            statement.setString(afterDrug == null ? 1 : 2, key);
            return statement.executeUpdate();
          }
        });
  }

  private static Set<String> set(ResultSet rows, int column) throws SQLException {
    return Set.of((String[]) rows.getArray(column).getArray());
  }
}
