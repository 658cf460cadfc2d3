package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.MonographSummaries;
import org.livingevidence.drugs.event.MonographEvents;

/// The SQL of monographs. Every method works in the caller's transaction.
@ApplicationScoped
class MonographStore implements MonographSummaries {
  private final DataSource database;

  MonographStore(DataSource database) {
    this.database = database;
  }

  /// A monograph as stored, with its version.
  record Stored(String data, long version) {}

  /// A page of a list.
  ///
  /// @param next where the next page begins, null after the last
  record Page(List<JsonNode> items, long total, @Nullable String next) {}

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

  /// State and version in one snapshot.
  @Nullable Stored read(String id) {
    return run(
        "reading a monograph",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  select m.data::text, a.version
                    from monograph m join outbox_aggregate a on a.type = ? and a.id = m.id
                   where m.id = ?
                  """)) {
            statement.setString(1, MonographEvents.TYPE);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? new Stored(rows.getString(1), rows.getLong(2)) : null;
            }
          }
        });
  }

  /// The monographs that exist, by id.
  Map<String, Monograph> readAll(Collection<String> ids) {
    return run(
        "reading monographs",
        connection -> {
          var monographs = new HashMap<String, Monograph>();
          try (var statement =
              connection.prepareStatement(
                  "select id, data::text from monograph where id = any (?)")) {
            statement.setArray(1, texts(connection, ids));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                monographs.put(rows.getString(1), MonographJson.monograph(rows.getString(2)));
              }
            }
          }
          return monographs;
        });
  }

  /// Writes a monograph and which drugs it is about.
  void write(Monograph monograph) {
    run(
        "writing a monograph",
        connection -> {
          update(
              connection,
              """
              insert into monograph (id, data) values (?, ?::jsonb)
              on conflict (id) do update set data = excluded.data
              """,
              monograph.id(),
              MonographJson.text(monograph));
          update(connection, "delete from monograph_drug where monograph_id = ?", monograph.id());
          try (var statement =
              connection.prepareStatement(
                  "insert into monograph_drug (monograph_id, drug_id) select ?, unnest(?::text[])")) {
            statement.setString(1, monograph.id());
            statement.setArray(2, texts(connection, monograph.drugs()));
            return statement.executeUpdate();
          }
        });
  }

  void delete(String id) {
    run(
        "deleting a monograph",
        connection -> update(connection, "delete from monograph where id = ?", id));
  }

  @Override
  public Map<String, Drug.Monograph> of(Collection<String> drugIds) {
    return run(
        "reading what drugs say of their monographs",
        connection -> {
          var summaries = new HashMap<String, Drug.Monograph>();
          try (var statement =
              connection.prepareStatement(
                  """
                  select distinct on (d.drug_id) d.drug_id, m.id, m.data ->> 'title',
                         m.data ->> 'lead', m.data ->> 'quickSummary'
                    from monograph_drug d join monograph m on m.id = d.monograph_id
                   where d.drug_id = any (?)
                   order by d.drug_id, jsonb_array_length(m.data -> 'drugs'),
                            m.data ->> 'reviewed' collate "C" desc nulls last, m.id
                  """)) {
            statement.setArray(1, texts(connection, drugIds));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                summaries.put(
                    rows.getString(1),
                    new Drug.Monograph(
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        rows.getString(5)));
              }
            }
          }
          return summaries;
        });
  }

  /// Monographs in order of id, without their text.
  ///
  /// @param drug id of a drug that they are about; null for all
  Page list(@Nullable String drug, @Nullable String after, int limit) {
    return run(
        "listing monographs",
        connection -> {
          String where =
              """
              from monograph m where (?::text is null or exists
                (select 1 from monograph_drug d where d.monograph_id = m.id and d.drug_id = ?))
              """;
          long total;
          try (var statement = connection.prepareStatement("select count(*) " + where)) {
            set(statement, drug, drug);
            try (var rows = statement.executeQuery()) {
              total = rows.next() ? rows.getLong(1) : 0;
            }
          }
          try (var statement =
              connection.prepareStatement(
                  "select m.id, (m.data - '{keyPoints,sections,comparison,faq,references,"
                      + "disclaimer}'::text[])::text "
                      + where
                      + " and m.id > ? order by m.id limit ?")) {
            set(statement, drug, drug, after == null ? "" : after);
            statement.setInt(4, limit + 1);
            var items = new ArrayList<JsonNode>();
            String last = null;
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                if (items.size() == limit) {
                  return new Page(items, total, last);
                }
                last = rows.getString(1);
                items.add(MonographJson.read(rows.getString(2)));
              }
            }
            return new Page(items, total, null);
          }
        });
  }

  private static int update(Connection connection, String sql, String... values)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      set(statement, values);
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, @Nullable String... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setString(i + 1, values[i]);
    }
  }

  private static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
