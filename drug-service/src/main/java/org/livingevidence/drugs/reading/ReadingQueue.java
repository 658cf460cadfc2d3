package org.livingevidence.drugs.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// What is to be done: labels to be read, and drugs that are to follow what was read in theirs.
/// Every method works in the caller's transaction.
///
/// An entry that is there already is locked by whoever adds it again: it is not taken before that
/// transaction's change can be seen.
@ApplicationScoped
class ReadingQueue {
  private final DataSource database;

  ReadingQueue(DataSource database) {
    this.database = database;
  }

  /// A label to be read.
  ///
  /// @param changed whether it has changed itself, else only names
  record Due(String setId, boolean changed) {}

  /// Notes that labels have changed.
  void changed(Collection<String> setIds) {
    add(
        """
        insert into label_reading_due (set_id) select unnest(?::text[])
        on conflict (set_id) do update set changed = true
        """,
        setIds);
  }

  /// Notes that every label is to be read that was read with other names. One over which the rules
  /// failed with these names is not tried again with them.
  ///
  /// @return how many that adds
  int readBut(String names) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into label_reading_due (set_id, changed)
                select r.set_id, false from label_reading r
                 where r.names <> ?
                   and not exists (select from label_unread u
                                    where u.set_id = r.set_id and u.names = ?)
                union
                select set_id, false from label_unread where names <> ?
                order by 1
                on conflict do nothing
                """)) {
      insert.setString(1, names);
      insert.setString(2, names);
      insert.setString(3, names);
      return insert.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting labels to be read again", e);
    }
  }

  /// Takes labels to be read, so many at most; nobody else gets them meanwhile.
  ///
  /// @return in order of set id
  List<Due> labels(int most) {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement(
                """
                delete from label_reading_due where set_id in
                  (select set_id from label_reading_due order by set_id limit ?
                      for update skip locked)
                returning set_id, changed
                """)) {
      delete.setInt(1, most);
      var due = new ArrayList<Due>();
      try (var rows = delete.executeQuery()) {
        while (rows.next()) {
          due.add(new Due(rows.getString(1), rows.getBoolean(2)));
        }
      }
      due.sort(Comparator.comparing(Due::setId));
      return due;
    } catch (SQLException e) {
      throw new DatabaseFailure("taking labels to be read", e);
    }
  }

  /// Notes that drugs are to follow their labels.
  void follow(Collection<String> drugIds) {
    add(
        """
        insert into drug_reading_due (drug_id) select unnest(?::text[])
        on conflict (drug_id) do update set since = drug_reading_due.since
        """,
        drugIds);
  }

  /// Notes that all drugs are to follow their labels, when they did so with another least
  /// confidence before.
  ///
  /// @return how many
  int followBut(BigDecimal leastConfidence) {
    try (var connection = database.getConnection();
        var setting =
            connection.prepareStatement(
                """
                insert into reading_setting (least_confidence) values (?)
                on conflict (one) do update set least_confidence = excluded.least_confidence
                 where reading_setting.least_confidence <> excluded.least_confidence
                """);
        var drugs = connection.prepareStatement("select id from drug")) {
      setting.setBigDecimal(1, leastConfidence);
      if (setting.executeUpdate() == 0) {
        return 0;
      }
      var ids = new TreeSet<String>();
      try (var rows = drugs.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      follow(ids);
      return ids.size();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting how sure readings must be", e);
    }
  }

  /// Takes drugs that are to follow their labels, so many at most, those first that have waited
  /// longest.
  List<String> drugs(int most) {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement(
                """
                delete from drug_reading_due where drug_id in
                  (select drug_id from drug_reading_due order by since, drug_id limit ?
                      for update skip locked)
                returning drug_id
                """)) {
      delete.setInt(1, most);
      var ids = new ArrayList<String>();
      try (var rows = delete.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new DatabaseFailure("taking drugs that follow their labels", e);
    }
  }

  /// Lets the drug that has waited longest wait for the others.
  ///
  /// @return which it is; null when none waits
  @Nullable String postpone() {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                """
                update drug_reading_due set since = clock_timestamp() where drug_id =
                  (select drug_id from drug_reading_due order by since, drug_id limit 1
                      for update skip locked)
                returning drug_id
                """);
        var row = update.executeQuery()) {
      return row.next() ? row.getString(1) : null;
    } catch (SQLException e) {
      throw new DatabaseFailure("postponing a drug", e);
    }
  }

  /// How many labels are to be read.
  long labelsWaiting() {
    return count("select count(*) from label_reading_due");
  }

  /// How many drugs are to follow.
  long drugsWaiting() {
    return count("select count(*) from drug_reading_due");
  }

  /// In one order always: two that add the same must not wait for each other.
  private void add(String insert, Collection<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(insert)) {
      statement.setArray(1, connection.createArrayOf("text", new TreeSet<>(ids).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseFailure("noting what is to be read", e);
    }
  }

  private long count(String query) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(query);
        var row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new DatabaseFailure("counting what is to be read", e);
    }
  }
}
