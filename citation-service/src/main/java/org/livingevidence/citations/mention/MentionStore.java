package org.livingevidence.citations.mention;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.event.StoredStates;
import org.livingevidence.terminology.Dictionary;

/// The tables `mention_scan` and `mention_topic_change`, and what the scan reads and writes of
/// topics and citations. All run in the caller's transaction.
@Singleton
class MentionStore {
  private static final int FETCH = 1000;

  /// Held by whoever writes citations: no new generation begins meanwhile.
  private static final String HOLD_GENERATION =
      """
      select pg_advisory_xact_lock_shared(1296387668, 1)
      """;

  /// Waits for all who write citations. Nobody waits long behind this waiter.
  private static final String CLOSE_GENERATION =
      """
      select set_config('lock_timeout', '5s', true), pg_advisory_xact_lock(1296387668, 1)
      """;

  private static final String TRY_TO_BE_THE_ONE =
      """
      select pg_try_advisory_xact_lock(1296387668, 2)
      """;

  private static final String PROGRESS =
      """
      select generation, after_id, done from mention_scan
      """;

  private static final String DUE =
      """
      select max(at) < clock_timestamp() - ? * interval '1 millisecond'
             or min(at) < clock_timestamp() - ? * interval '1 millisecond'
        from mention_topic_change
      """;

  private static final String FORGET_CHANGES =
      """
      delete from mention_topic_change
      """;

  private static final String NEXT_GENERATION =
      """
      update mention_scan set generation = generation + 1, after_id = '', done = false
      """;

  private static final String ADVANCE =
      """
      update mention_scan set after_id = ?, done = ?
      """;

  /// The generation and the names of the same snapshot, and whether MEDIC alone describes the
  /// topic.
  private static final String NAMES =
      """
      select s.generation, t.id, n.name,
               exists (select from topic_part p where p.topic_id = t.id and p.source = 'medic')
               and not exists (select from topic_part p
                                where p.topic_id = t.id and p.source in ('record', 'curated'))
        from mention_scan s
        left join topic t on t.condition and not t.data ?? 'replacedBy'
        left join lateral (
               select t.data ->> 'name' as name
               union select t.data ->> 'naturalName'
               union select jsonb_array_elements_text(coalesce(t.data -> 'synonyms', '[]'))) n
          on true
      """;

  /// Also of topics that were replaced: a citation may still be indexed with them.
  private static final String NAMES_OF =
      """
      select t.id, n.name,
               exists (select from topic_part p where p.topic_id = t.id and p.source = 'medic')
               and not exists (select from topic_part p
                                where p.topic_id = t.id and p.source in ('record', 'curated'))
        from topic t
        join lateral (
               select t.data ->> 'name' as name
               union select t.data ->> 'naturalName'
               union select jsonb_array_elements_text(coalesce(t.data -> 'synonyms', '[]'))) n
          on true
       where t.id = any (?)
      """;

  private static final String PAGE =
      """
      select id, data::text
        from citation
       where id > ?
       order by id
       limit ?
      """;

  private static final String STATES =
      """
      select id, data::text from citation where id = any (?)
      """;

  private static final String WRITE =
      """
      update citation c
         set data = n.data::jsonb
        from unnest(?::text[], ?::text[]) as n (id, data)
       where c.id = n.id
      """;

  /// How far the scan of a generation has come.
  record Progress(long generation, String after, boolean done) {}

  /// A dictionary and the generation that it is at least of.
  record Edition(long generation, Dictionary dictionary) {}

  /// @return the generation that stands until the transaction ends
  long holdGeneration(Connection connection) throws SQLException {
    execute(connection, HOLD_GENERATION);
    return progress(connection).generation();
  }

  /// @return whether this transaction is the only one of all scans that works
  boolean tryToBeTheOne(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRY_TO_BE_THE_ONE)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  Progress progress(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(PROGRESS)) {
      row.next();
      return new Progress(row.getLong(1), row.getString(2), row.getBoolean(3));
    }
  }

  /// @return whether topics have changed and rested, or have changed long ago
  boolean isDue(Connection connection, Duration settle, Duration patience) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setLong(1, settle.toMillis());
      statement.setLong(2, patience.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  /// Begins a generation that knows every change of topics committed by now. Whoever wrote
  /// citations with an older dictionary has committed; whoever writes later reads a newer one.
  void begin(Connection connection) throws SQLException {
    execute(connection, CLOSE_GENERATION);
    execute(connection, FORGET_CHANGES);
    execute(connection, NEXT_GENERATION);
  }

  void advance(Connection connection, String after, boolean done) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      statement.setString(1, after);
      statement.setBoolean(2, done);
      statement.executeUpdate();
    }
  }

  Edition read(Connection connection) throws SQLException {
    Dictionary.Builder names = Dictionary.builder();
    long generation = 0;
    try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          generation = rows.getLong(1);
          String id = rows.getString(2);
          String name = rows.getString(3);
          if (id != null && name != null) {
            add(names, id, name, rows.getBoolean(4));
          }
        }
      }
    }
    return new Edition(generation, names.build());
  }

  /// @return the names of these topics, of those that are known
  Dictionary names(Connection connection, Set<String> topics) throws SQLException {
    Dictionary.Builder names = Dictionary.builder();
    if (!topics.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(NAMES_OF)) {
        statement.setFetchSize(FETCH);
        statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String name = rows.getString(2);
            if (name != null) {
              add(names, rows.getString(1), name, rows.getBoolean(3));
            }
          }
        }
      }
    }
    return names.build();
  }

  /// @return at most `limit` citations above `after` in the order of their ids
  SequencedMap<String, JsonNode> page(Connection connection, String after, int limit)
      throws SQLException {
    SequencedMap<String, JsonNode> page = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, after);
      statement.setInt(2, limit);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.put(rows.getString(1), StateJson.parse(rows.getString(2)));
        }
      }
    }
    return page;
  }

  Map<String, JsonNode> states(Connection connection, Collection<String> ids) throws SQLException {
    return StoredStates.read(connection, STATES, ids);
  }

  void write(Connection connection, Map<String, JsonNode> states) throws SQLException {
    List<String> data = new ArrayList<>(states.size());
    states.values().forEach(state -> data.add(StateJson.write(state)));
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setArray(1, connection.createArrayOf("text", states.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("text", data.toArray()));
      statement.executeUpdate();
    }
  }

  private static void add(
      Dictionary.Builder names, String id, String name, boolean saidByMedicOnly) {
    if (!saidByMedicOnly || MedicNames.standsInText(name)) {
      names.add(name, id);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
