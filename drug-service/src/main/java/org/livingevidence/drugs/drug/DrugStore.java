package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.topic.NameKey;

/// The SQL of drugs: many at a time, and what they are searched by. Every method works in the
/// caller's transaction.
@ApplicationScoped
class DrugStore {
  private static final ObjectMapper JSON = new JsonMapper();

  private final DataSource database;

  DrugStore(DataSource database) {
    this.database = database;
  }

  /// A drug as stored, with its version.
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
        "reading a drug",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  select d.data::text, a.version
                    from drug d join outbox_aggregate a on a.type = ? and a.id = d.id
                   where d.id = ?
                  """)) {
            statement.setString(1, DrugEvents.TYPE);
            statement.setString(2, id);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? new Stored(rows.getString(1), rows.getLong(2)) : null;
            }
          }
        });
  }

  /// The drugs that exist, by id.
  Map<String, Drug> readAll(Collection<String> ids) {
    return run(
        "reading drugs",
        connection -> {
          var drugs = new HashMap<String, Drug>();
          try (var statement =
              connection.prepareStatement("select id, data::text from drug where id = any (?)")) {
            statement.setArray(1, texts(connection, ids));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                drugs.put(rows.getString(1), DrugJson.drug(rows.getString(2)));
              }
            }
          }
          return drugs;
        });
  }

  /// The names of all drugs as they are written.
  List<HeldDrugs.Named> named() {
    return run(
        "reading names of drugs",
        connection -> {
          try (var statement =
                  connection.prepareStatement(
                      """
                      select id, array(select name
                                       union select jsonb_array_elements_text(data -> 'brands')
                                       union select jsonb_array_elements_text(data -> 'synonyms'))
                        from drug order by id
                      """);
              var rows = statement.executeQuery()) {
            var named = new ArrayList<HeldDrugs.Named>();
            while (rows.next()) {
              named.add(
                  new HeldDrugs.Named(
                      rows.getString(1), List.of((String[]) rows.getArray(2).getArray())));
            }
            return named;
          }
        });
  }

  /// Writes drugs and what they are searched by.
  void writeAll(Collection<Drug> drugs) {
    run(
        "writing drugs",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into drug (id, name, data)
                  select id, name, data from unnest(?::text[], ?::text[], ?::jsonb[]) as r (id, name, data)
                  on conflict (id) do update set name = excluded.name, data = excluded.data
                  """)) {
            statement.setArray(1, texts(connection, drugs.stream().map(Drug::id).toList()));
            statement.setArray(2, texts(connection, drugs.stream().map(Drug::name).toList()));
            statement.setArray(3, texts(connection, drugs.stream().map(DrugJson::text).toList()));
            return statement.executeUpdate();
          }
        });
    index(drugs);
  }

  /// Deletes drugs with what they are searched by.
  void deleteAll(Collection<String> ids) {
    run(
        "deleting drugs",
        connection -> {
          try (var statement = connection.prepareStatement("delete from drug where id = any (?)")) {
            statement.setArray(1, texts(connection, ids));
            return statement.executeUpdate();
          }
        });
  }

  /// Notes that a person deleted a drug: no label brings it back.
  void dismiss(String id) {
    run(
        "noting that a drug was deleted",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "insert into drug_dismissed (drug_id) values (?) on conflict do nothing")) {
            statement.setString(1, id);
            return statement.executeUpdate();
          }
        });
  }

  /// Of these ids those of drugs that a person deleted.
  List<String> dismissed(Collection<String> ids) {
    return run(
        "reading which drugs were deleted",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select drug_id from drug_dismissed where drug_id = any (?)")) {
            statement.setArray(1, texts(connection, ids));
            var found = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(rows.getString(1));
              }
            }
            return found;
          }
        });
  }

  /// Writes what drugs are searched by; their rows are there.
  void index(Collection<Drug> drugs) {
    run(
        "indexing drugs",
        connection -> {
          var ids = texts(connection, drugs.stream().map(Drug::id).toList());
          for (String table : List.of("drug_name", "indication", "condition_use")) {
            try (var statement =
                connection.prepareStatement("delete from " + table + " where drug_id = any (?)")) {
              statement.setArray(1, ids);
              statement.executeUpdate();
            }
          }
          insert(
              connection,
              """
              insert into drug_name (drug_id, key)
              select drug_id, key from jsonb_to_recordset(?::jsonb) as r (drug_id text, key text)
              """,
              names(drugs));
          insert(
              connection,
              """
              insert into indication
                (drug_id, id, place, condition_id, condition_key, jurisdiction, status)
              select * from jsonb_to_recordset(?::jsonb) as r
                (drug_id text, id text, place integer, condition_id text, condition_key text,
                 jurisdiction text, status text)
              """,
              indications(drugs));
          insert(
              connection,
              """
              insert into condition_use (drug_id, key)
              select drug_id, key from jsonb_to_recordset(?::jsonb) as r (drug_id text, key text)
              """,
              uses(drugs));
          return null;
        });
  }

  /// Ids of drugs whose statements leave this name to be resolved, in order, after `after`.
  List<String> using(String key, String after, int most) {
    return run(
        "reading who uses a name",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  select drug_id from condition_use
                   where key = ? and drug_id > ? order by drug_id limit ?
                  """)) {
            statement.setString(1, key);
            statement.setString(2, after);
            statement.setInt(3, most);
            var ids = new ArrayList<String>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
            return ids;
          }
        });
  }

  /// Drugs in order of id, without their statements.
  ///
  /// @param name beginning of a name, brand or synonym; null for all
  Page list(@Nullable String name, @Nullable String after, int limit) {
    String prefix = name == null ? null : NameKey.of(name).replaceAll("([%_\\\\])", "\\\\$1") + "%";
    return run(
        "listing drugs",
        connection -> {
          String where =
              """
              from drug d where (?::text is null or exists
                (select 1 from drug_name n where n.drug_id = d.id and n.key like ?))
              """;
          long total;
          try (var statement = connection.prepareStatement("select count(*) " + where)) {
            statement.setString(1, prefix);
            statement.setString(2, prefix);
            try (var rows = statement.executeQuery()) {
              total = rows.next() ? rows.getLong(1) : 0;
            }
          }
          try (var statement =
              connection.prepareStatement(
                  "select d.id, (d.data - 'indications' - 'restrictions' - 'monograph')::text "
                      + where
                      + " and d.id > ? order by d.id limit ?")) {
            statement.setString(1, prefix);
            statement.setString(2, prefix);
            statement.setString(3, after == null ? "" : after);
            statement.setInt(4, limit + 1);
            var items = new ArrayList<JsonNode>();
            String last = null;
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                if (items.size() == limit) {
                  return new Page(items, total, last);
                }
                last = rows.getString(1);
                items.add(DrugJson.read(rows.getString(2)));
              }
            }
            return new Page(items, total, null);
          }
        });
  }

  private static void insert(Connection connection, String sql, JsonNode rows) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, rows.toString());
      statement.executeUpdate();
    }
  }

  private static JsonNode names(Collection<Drug> drugs) {
    var rows = JSON.createArrayNode();
    for (var drug : drugs) {
      var keys = new LinkedHashSet<String>();
      keys.add(NameKey.of(drug.name()));
      drug.brands().forEach(brand -> keys.add(NameKey.of(brand)));
      drug.synonyms().forEach(synonym -> keys.add(NameKey.of(synonym)));
      keys.forEach(key -> rows.addObject().put("drug_id", drug.id()).put("key", key));
    }
    return rows;
  }

  private static JsonNode indications(Collection<Drug> drugs) {
    var rows = JSON.createArrayNode();
    for (var drug : drugs) {
      int place = 0;
      for (var indication : drug.indications()) {
        rows.addObject()
            .put("drug_id", drug.id())
            .put("id", indication.id())
            .put("place", place++)
            .put("condition_id", indication.condition().id())
            .put("condition_key", indication.condition().key())
            .put("jurisdiction", indication.jurisdiction())
            .put("status", indication.status().word());
      }
    }
    return rows;
  }

  private static JsonNode uses(Collection<Drug> drugs) {
    var rows = JSON.createArrayNode();
    for (var drug : drugs) {
      Settling.keys(drug)
          .forEach(key -> rows.addObject().put("drug_id", drug.id()).put("key", key));
    }
    return rows;
  }

  private static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }
}
