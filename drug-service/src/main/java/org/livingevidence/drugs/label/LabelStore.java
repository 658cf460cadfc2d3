package org.livingevidence.drugs.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.event.LabelEvents;

/// The SQL of labels: their states, what they are searched by, and the drugs that they are of.
/// Every method works in the caller's transaction.
@ApplicationScoped
class LabelStore {
  private static final String NOT_LISTED =
      "'{title,products,boxedWarning,indications,sections,versions}'::text[]";

  private final DataSource database;

  LabelStore(DataSource database) {
    this.database = database;
  }

  /// A label as stored, with its aggregate's version.
  record Stored(ObjectNode data, long version) {}

  /// A drug that a label is of.
  ///
  /// @param toldBy what tells it: `unii`, `rxcui`, `name`
  record LinkedDrug(String id, String name, String toldBy) {}

  /// What a list is narrowed to.
  ///
  /// @param words each the beginning of a word of what labels are searched by
  record Filter(
      @Nullable String drug,
      @Nullable String jurisdiction,
      @Nullable String kind,
      @Nullable String language,
      List<String> words,
      @Nullable Instant unconfirmedSince) {}

  /// A page of a list.
  ///
  /// @param next where the next page begins, null after the last
  record Page(List<ObjectNode> items, long total, @Nullable String next) {}

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

  /// State and version in one snapshot, null when there is none.
  @Nullable Stored read(String setId) {
    return run(
        "reading a label",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  select l.data::text, a.version
                    from label l join outbox_aggregate a on a.type = ? and a.id = l.set_id
                   where l.set_id = ?
                  """)) {
            statement.setString(1, LabelEvents.TYPE);
            statement.setString(2, setId);
            try (var rows = statement.executeQuery()) {
              return rows.next() ? new Stored(object(rows.getString(1)), rows.getLong(2)) : null;
            }
          }
        });
  }

  /// The states that are held, by set id.
  Map<String, JsonNode> readAll(Collection<String> setIds) {
    return run(
        "reading labels",
        connection -> {
          Map<String, JsonNode> states = new HashMap<>();
          try (var statement =
              connection.prepareStatement(
                  "select set_id, data::text from label where set_id = any (?)")) {
            statement.setArray(1, connection.createArrayOf("text", setIds.toArray()));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                states.put(rows.getString(1), LabelJson.read(rows.getString(2)));
              }
            }
          }
          return states;
        });
  }

  /// Writes a label and what it is searched by.
  void write(LabelState state, Instant confirmed) {
    run(
        "writing a label",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into label (set_id, kind, jurisdiction, language, data, search, last_confirmed)
                  values (?, ?, ?, ?, ?::jsonb, to_tsvector('simple', ?), ?)
                  on conflict (set_id) do update
                    set kind = excluded.kind, jurisdiction = excluded.jurisdiction,
                        language = excluded.language, data = excluded.data, search = excluded.search,
                        last_confirmed = greatest(label.last_confirmed, excluded.last_confirmed)
                  """)) {
            statement.setString(1, state.id());
            statement.setString(2, state.kind().word());
            statement.setString(3, state.jurisdiction());
            statement.setString(4, state.language());
            statement.setString(5, LabelJson.text(state));
            statement.setString(6, LabelKeys.words(state));
            statement.setObject(7, confirmed.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
          }
          try (var statement =
              connection.prepareStatement("delete from label_key where set_id = ?")) {
            statement.setString(1, state.id());
            statement.executeUpdate();
          }
          try (var statement =
              connection.prepareStatement(
                  "insert into label_key (set_id, kind, key) select ?, ?, unnest(?::text[])")) {
            for (var keys : LabelKeys.of(state).entrySet()) {
              statement.setString(1, state.id());
              statement.setString(2, keys.getKey());
              statement.setArray(3, connection.createArrayOf("text", keys.getValue().toArray()));
              statement.executeUpdate();
            }
          }
          return null;
        });
  }

  /// Deletes a label of which no version is held.
  void delete(String setId) {
    run(
        "deleting a label",
        connection -> {
          try (var statement = connection.prepareStatement("delete from label where set_id = ?")) {
            statement.setString(1, setId);
            return statement.executeUpdate();
          }
        });
  }

  /// Notes that labels were seen again.
  void confirm(Collection<String> setIds, Instant at) {
    run(
        "confirming labels",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  update label set last_confirmed = greatest(last_confirmed, ?)
                   where set_id = any (?)
                  """)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("text", setIds.toArray()));
            return statement.executeUpdate();
          }
        });
  }

  /// The drugs held that labels are of, by set id, in order of id.
  Map<String, List<LinkedDrug>> drugs(Collection<String> setIds) {
    return run(
        "reading which drugs labels are of",
        connection -> {
          Map<String, List<LinkedDrug>> drugs = new HashMap<>();
          try (var statement =
              connection.prepareStatement(
                  """
                  select distinct on (l.set_id, l.drug_id) l.set_id, l.drug_id, d.name, l.told_by
                    from label_drug l join drug d on d.id = l.drug_id
                   where l.set_id = any (?)
                   order by l.set_id, l.drug_id, l.rank
                  """)) {
            statement.setArray(1, connection.createArrayOf("text", setIds.toArray()));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                drugs
                    .computeIfAbsent(rows.getString(1), id -> new ArrayList<>())
                    .add(new LinkedDrug(rows.getString(2), rows.getString(3), rows.getString(4)));
              }
            }
          }
          return drugs;
        });
  }

  /// The set ids of the labels of a drug, in order.
  List<String> ofDrug(String drugId) {
    return run(
        "reading the labels of a drug",
        connection -> {
          var ids = new ArrayList<String>();
          try (var statement =
              connection.prepareStatement(
                  "select distinct set_id from label_drug where drug_id = ? order by set_id")) {
            statement.setString(1, drugId);
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                ids.add(rows.getString(1));
              }
            }
          }
          return ids;
        });
  }

  /// Labels in order of set id, without sections, versions and products.
  Page list(Filter filter, @Nullable String after, int limit) {
    String where =
        """
        from label l
         where (?::text is null or exists
                 (select 1 from label_drug d where d.set_id = l.set_id and d.drug_id = ?))
           and (?::text is null or l.jurisdiction = ?)
           and (?::text is null or l.kind = ?)
           and (?::text is null or l.language = ?)
           and (?::text is null or l.search @@ to_tsquery('simple', ?))
           and (?::timestamptz is null or l.last_confirmed < ?)
        """;
    String query =
        filter.words().isEmpty()
            ? null
            : String.join(" & ", filter.words().stream().map(word -> word + ":*").toList());
    var since =
        filter.unconfirmedSince() == null
            ? null
            : filter.unconfirmedSince().atOffset(ZoneOffset.UTC);
    @Nullable Object[] values = {
      filter.drug(), filter.jurisdiction(), filter.kind(), filter.language(), query, since
    };
    return run(
        "listing labels",
        connection -> {
          long total;
          try (var statement = connection.prepareStatement("select count(*) " + where)) {
            twice(statement, values);
            try (var rows = statement.executeQuery()) {
              total = rows.next() ? rows.getLong(1) : 0;
            }
          }
          try (var statement =
              connection.prepareStatement(
                  "select l.set_id, (l.data - "
                      + NOT_LISTED
                      + ")::text, l.last_confirmed "
                      + where
                      + " and l.set_id > ? order by l.set_id limit ?")) {
            twice(statement, values);
            statement.setString(2 * values.length + 1, after == null ? "" : after);
            statement.setInt(2 * values.length + 2, limit + 1);
            try (var rows = statement.executeQuery()) {
              return page(rows, total, limit);
            }
          }
        });
  }

  private static Page page(ResultSet rows, long total, int limit) throws SQLException {
    var items = new ArrayList<ObjectNode>();
    String last = null;
    while (rows.next()) {
      if (items.size() == limit) {
        return new Page(items, total, last);
      }
      last = rows.getString(1);
      var item = object(rows.getString(2));
      item.put("lastConfirmed", rows.getTimestamp(3).toInstant().toString());
      items.add(item);
    }
    return new Page(items, total, null);
  }

  private static void twice(java.sql.PreparedStatement statement, @Nullable Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(2 * i + 1, values[i]);
      statement.setObject(2 * i + 2, values[i]);
    }
  }

  private static ObjectNode object(String stored) {
    return (ObjectNode) LabelJson.read(stored);
  }
}
