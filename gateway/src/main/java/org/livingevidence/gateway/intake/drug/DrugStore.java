package org.livingevidence.gateway.intake.drug;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Columns;
import org.livingevidence.outbox.EventEnvelope;

/// The drugs of the connection's generation and their places under conditions.
final class DrugStore {
  private DrugStore() {}

  /// A drug to be written; null facts for a deleted one.
  record Row(EventEnvelope envelope, @Nullable DrugFacts facts) {}

  /// A drug in a condition's view, as in `condition_drug`.
  record Place(
      String drugId, String conditionId, boolean direct, boolean narrower, boolean restricted) {
    Place and(Place other) {
      return new Place(
          drugId,
          conditionId,
          direct || other.direct,
          narrower || other.narrower,
          restricted || other.restricted);
    }
  }

  private record Named(String topic, String drug) {}

  /// The data of those that exist and are not deleted, by id.
  static Map<String, String> read(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, String> drugs = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, data from drug where id = any (?) and not deleted")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          drugs.put(row.getString(1), row.getString(2));
        }
      }
    }
    return drugs;
  }

  /// The drugs that name a topic.
  static List<String> naming(Connection connection, String topicId) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select drug_id from drug_topic where topic_id = ? order by drug_id")) {
      statement.setString(1, topicId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }

  static void upsert(Connection connection, List<Row> rows) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into drug (id, version, data_schema, hash, deleted, name, topics, data,
              class_key, restricted_classes)
            select d.id, d.version, d.data_schema, d.hash, d.data is null, d.name,
              string_to_array(d.topics, E'\\n'), d.data::jsonb, d.class_key,
              string_to_array(d.restricted_classes, E'\\n')
            from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
              ?::text[], ?::text[])
              as d (id, version, data_schema, hash, name, topics, data, class_key, restricted_classes)
            on conflict (id) do update set
              version = excluded.version, data_schema = excluded.data_schema, hash = excluded.hash,
              deleted = excluded.deleted, name = excluded.name, topics = excluded.topics,
              data = excluded.data, class_key = excluded.class_key,
              restricted_classes = excluded.restricted_classes
            where excluded.version >= drug.version
            """)) {
      int n = 0;
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().subject()));
      statement.setArray(++n, Columns.number(connection, rows, row -> row.envelope().version()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().dataSchema()));
      statement.setArray(++n, Columns.text(connection, rows, row -> row.envelope().contentHash()));
      statement.setArray(
          ++n,
          Columns.text(
              connection,
              rows,
              row -> {
                DrugFacts facts = row.facts();
                return facts == null ? null : facts.name();
              }));
      statement.setArray(
          ++n, Columns.text(connection, rows, row -> String.join("\n", topics(row.facts()))));
      statement.setArray(
          ++n,
          Columns.text(
              connection,
              rows,
              row -> {
                DrugFacts facts = row.facts();
                return facts == null ? null : facts.json();
              }));
      statement.setArray(
          ++n,
          Columns.text(
              connection,
              rows,
              row -> {
                DrugFacts facts = row.facts();
                return facts == null ? null : facts.classKey();
              }));
      statement.setArray(
          ++n,
          Columns.text(connection, rows, row -> String.join("\n", restrictedClasses(row.facts()))));
      statement.executeUpdate();
    }
    replaceTopics(connection, rows);
  }

  private static Set<String> topics(@Nullable DrugFacts facts) {
    return facts == null ? Set.of() : facts.topics();
  }

  private static Set<String> restrictedClasses(@Nullable DrugFacts facts) {
    return facts == null ? Set.of() : facts.restrictedClasses();
  }

  private static void replaceTopics(Connection connection, List<Row> rows) throws SQLException {
    List<Named> named = new ArrayList<>();
    for (Row row : rows) {
      topics(row.facts()).forEach(topic -> named.add(new Named(topic, row.envelope().subject())));
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from drug_topic where drug_id = any (?)")) {
      statement.setArray(1, Columns.text(connection, rows, row -> row.envelope().subject()));
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into drug_topic (topic_id, drug_id) select * from unnest(?::text[], ?::text[])")) {
      statement.setArray(1, Columns.text(connection, named, Named::topic));
      statement.setArray(2, Columns.text(connection, named, Named::drug));
      statement.executeUpdate();
    }
  }

  /// Gives every drug that is not deleted to `use`, ordered by id.
  static void each(Connection connection, Consumer<DrugFacts> use) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select data from drug where not deleted order by id");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        use.accept(DrugFacts.stored(row.getString(1)));
      }
    }
  }

  /// The conditions under which publications name a drug, by drug.
  static Map<String, Set<String>> concerned(Connection connection, Collection<String> ids)
      throws SQLException {
    return conditions(
        connection,
        "select drug_id, condition_id from condition_drug_count where facet = 'total' and drug_id = any (?)",
        ids);
  }

  /// The conditions that show a drug with a restriction against a class, by class.
  static Map<String, Set<String>> restricting(Connection connection, Collection<String> classKeys)
      throws SQLException {
    return conditions(
        connection,
        """
        select k.key, p.condition_id
        from unnest(?::text[]) as k (key)
        join drug d on k.key = any (d.restricted_classes)
        join (select drug_id, condition_id from condition_drug
              union select drug_id, condition_id from condition_drug_count where facet = 'total') p
          on p.drug_id = d.id
        """,
        classKeys);
  }

  private static Map<String, Set<String>> conditions(
      Connection connection, String sql, Collection<String> keys) throws SQLException {
    Map<String, Set<String>> conditions = new HashMap<>();
    if (keys.isEmpty()) {
      return conditions;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          conditions.computeIfAbsent(row.getString(1), k -> new TreeSet<>()).add(row.getString(2));
        }
      }
    }
    return conditions;
  }

  /// The places that drugs have, by drug and condition.
  static Map<String, Map<String, Place>> places(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, Map<String, Place>> places = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select drug_id, condition_id, direct, narrower, restricted
            from condition_drug where drug_id = any (?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Place place =
              new Place(
                  row.getString(1),
                  row.getString(2),
                  row.getBoolean(3),
                  row.getBoolean(4),
                  row.getBoolean(5));
          places
              .computeIfAbsent(place.drugId(), id -> new TreeMap<>())
              .put(place.conditionId(), place);
        }
      }
    }
    return places;
  }

  /// Replaces the places of drugs.
  static void replacePlaces(Connection connection, Collection<String> ids, List<Place> places)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from condition_drug where drug_id = any (?)")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into condition_drug (drug_id, condition_id, direct, narrower, restricted)
            select * from unnest(?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[])
            """)) {
      statement.setArray(1, Columns.text(connection, places, Place::drugId));
      statement.setArray(2, Columns.text(connection, places, Place::conditionId));
      statement.setArray(3, Columns.flag(connection, places, Place::direct));
      statement.setArray(4, Columns.flag(connection, places, Place::narrower));
      statement.setArray(5, Columns.flag(connection, places, Place::restricted));
      statement.executeUpdate();
    }
  }
}
