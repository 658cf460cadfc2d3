package org.livingevidence.drugs.topic;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.livingevidence.access.DatabaseFailure;

/// The SQL of reading conditions for text: all their names, and what lies around some of them.
@ApplicationScoped
class KinStore {
  private final DataSource database;

  KinStore(DataSource database) {
    this.database = database;
  }

  private interface Rows<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> list(
      String doing, String sql, Rows<T> rows, List<? extends Collection<String>> arrays) {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arrays.size(); i++) {
        statement.setArray(i + 1, connection.createArrayOf("text", arrays.get(i).toArray()));
      }
      var found = new ArrayList<T>();
      try (var row = statement.executeQuery()) {
        while (row.next()) {
          found.add(rows.of(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseFailure(doing, e);
    }
  }

  /// What changes whenever a batch of topics was stored.
  String state() {
    return String.join(
        " ",
        list(
            "reading how far topics were read",
            "select topic_id || '/' || partition || '/' || next_offset from topic_source"
                + " order by partition",
            row -> row.getString(1),
            List.of()));
  }

  /// Every name of every condition.
  List<ConditionDictionary.Named> names() {
    return list(
        "reading names of conditions",
        """
        select n.key, n.name, coalesce(t.replaced_by, t.id), n.rank, t.same_as, t.broader, t.narrower
          from topic_name n join topic t on t.id = n.topic_id
         where t.condition and not t.deleted
         order by n.key, t.id
        """,
        row ->
            new ConditionDictionary.Named(
                row.getString(1),
                row.getString(2),
                new Candidate(
                    row.getString(3),
                    row.getInt(4),
                    Set.copyOf(texts(row, 5)),
                    Set.copyOf(texts(row, 6)),
                    Set.copyOf(texts(row, 7)))),
        List.of());
  }

  /// The places of these topics, of those that say that they are the same or broader, and of those
  /// that stand at these tree numbers.
  List<Kinship.Place> around(Collection<String> ids, Collection<String> treeNumbers) {
    return list(
        "reading how conditions stand to each other",
        """
        select id, same_as, broader, narrower, tree_numbers from topic
         where not deleted
           and (id = any (?) or same_as && ? or narrower && ? or tree_numbers && ?)
        """,
        row ->
            new Kinship.Place(
                row.getString(1), texts(row, 2), texts(row, 3), texts(row, 4), texts(row, 5)),
        List.of(ids, ids, ids, treeNumbers));
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
