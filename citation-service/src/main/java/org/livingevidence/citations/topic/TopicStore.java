package org.livingevidence.citations.topic;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.event.StoredStates;
import org.livingevidence.citations.event.TopicSource;
import org.livingevidence.citations.source.SourceState;

/// The table `topic`: reads with the version of the same moment, and writes in bulk.
@Singleton
public class TopicStore {
  private static final String HASHES =
      """
      select id, hash from topic where id = any (?)
      """;

  private static final String STATES =
      """
      select id, data::text from topic where id = any (?)
      """;

  private static final String WRITE =
      """
      insert into topic (id, condition, data, hash)
      select t.id, t.condition, t.data::jsonb, t.hash
        from unnest(?::text[], ?::boolean[], ?::text[], ?::text[]) as t (id, condition, data, hash)
      on conflict (id) do update
         set condition = excluded.condition, data = excluded.data, hash = excluded.hash
      """;

  private static final String CLEAR_TREE =
      """
      delete from topic_tree where topic_id = any (?)
      """;

  private static final String WRITE_TREE =
      """
      insert into topic_tree (number, topic_id)
      select distinct n.number, n.topic_id
        from unnest(?::text[], ?::text[]) as n (number, topic_id)
      """;

  private static final String DELETE =
      """
      delete from topic where id = any (?)
      """;

  private static final String READ =
      """
      select t.id, a.version, t.data::text
        from topic t
        join outbox_aggregate a on a.type = 'topic' and a.id = t.id
       where t.id = ?
      """;

  private static final String PAGE =
      """
      select t.id, a.version, t.data::text
        from topic t
        join outbox_aggregate a on a.type = 'topic' and a.id = t.id
       where t.id > ? and (t.condition or not ?)
       order by t.id
       limit ?
      """;

  private static final String TOTAL =
      """
      select count(*) from topic where condition or not ?
      """;

  /// The topics one step up any of its tree numbers, and the parents it asserts.
  private static final String PARENTS =
      """
      select p.id, p.data ->> 'name'
        from topic p
       where p.id in (
               select up.topic_id
                 from topic_tree own
                 join topic_tree up on up.number = regexp_replace(own.number, '[.][^.]*$', '')
                where own.topic_id = ? and own.number like '%.%')
          or p.id in (
               select jsonb_array_elements_text(t.data -> 'broader') from topic t where t.id = ?)
       order by p.id
      """;

  private final DataSource dataSource;
  private final TopicSlugs slugs;

  TopicStore(DataSource dataSource, TopicSlugs slugs) {
    this.dataSource = dataSource;
    this.slugs = slugs;
  }

  /// A stored state with its version, both of one moment.
  record Versioned(String id, long version, JsonNode data) {}

  /// A topic as others name it.
  record Named(String id, @Nullable String name) {}

  public String type() {
    return TopicSource.TYPE;
  }

  public Map<String, String> hashes(Connection connection, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HASHES)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, String> hashes = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hashes.put(rows.getString(1), rows.getString(2));
        }
      }
      return hashes;
    }
  }

  public Map<String, JsonNode> states(Connection connection, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(connection, STATES, ids);
  }

  /// Gives every condition its slug.
  public List<SourceState.Present> complete(Connection connection, List<SourceState.Present> states)
      throws SQLException {
    Map<String, String> names = new LinkedHashMap<>();
    for (SourceState.Present state : states) {
      Topic topic = (Topic) state.state();
      if (Boolean.TRUE.equals(topic.condition())) {
        names.put(state.id(), name(topic, state.id()));
      }
    }
    if (names.isEmpty()) {
      return states;
    }
    Map<String, String> allocated = slugs.allocate(connection, names);
    List<SourceState.Present> complete = new ArrayList<>(states.size());
    for (SourceState.Present state : states) {
      String slug = allocated.get(state.id());
      if (slug == null) {
        complete.add(state);
      } else {
        Topic topic = ((Topic) state.state()).withSlug(slug);
        complete.add(
            new SourceState.Present(
                state.id(),
                state.version(),
                state.revised(),
                StateJson.write(topic),
                state.hash(),
                topic));
      }
    }
    return complete;
  }

  /// @return what a page of this topic is named after
  static String name(Topic topic, String id) {
    return topic.naturalName() != null
        ? topic.naturalName()
        : topic.name() != null ? topic.name() : id;
  }

  public void write(Connection connection, List<SourceState.Present> states) throws SQLException {
    List<String> ids = new ArrayList<>();
    List<Boolean> conditions = new ArrayList<>();
    List<String> data = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    List<String> owners = new ArrayList<>();
    for (SourceState.Present state : states) {
      Topic topic = (Topic) state.state();
      ids.add(state.id());
      conditions.add(Boolean.TRUE.equals(topic.condition()));
      data.add(state.json());
      hashes.add(state.hash());
      for (String number : topic.treeNumbers()) {
        numbers.add(number);
        owners.add(state.id());
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      statement.setArray(2, connection.createArrayOf("boolean", conditions.toArray()));
      statement.setArray(3, connection.createArrayOf("text", data.toArray()));
      statement.setArray(4, connection.createArrayOf("text", hashes.toArray()));
      statement.executeUpdate();
    }
    run(connection, CLEAR_TREE, ids);
    try (PreparedStatement statement = connection.prepareStatement(WRITE_TREE)) {
      statement.setArray(1, connection.createArrayOf("text", numbers.toArray()));
      statement.setArray(2, connection.createArrayOf("text", owners.toArray()));
      statement.executeUpdate();
    }
  }

  public void delete(Connection connection, Collection<String> ids) throws SQLException {
    run(connection, DELETE, ids);
  }

  @Nullable Versioned read(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, id);
      List<Versioned> found = versioned(statement);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /// @return at most `limit` topics with ids above `after`, in the order of their ids
  List<Versioned> page(String after, boolean conditionsOnly, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PAGE)) {
      statement.setString(1, after);
      statement.setBoolean(2, conditionsOnly);
      statement.setInt(3, limit);
      return versioned(statement);
    }
  }

  long total(boolean conditionsOnly) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(TOTAL)) {
      statement.setBoolean(1, conditionsOnly);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /// @return the known topics directly above this one
  List<Named> parents(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(PARENTS)) {
      statement.setString(1, id);
      statement.setString(2, id);
      List<Named> parents = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          parents.add(new Named(rows.getString(1), rows.getString(2)));
        }
      }
      return parents;
    }
  }

  /// @return the page name of a condition, allocated now when it has none
  @Nullable String slug(String id, Topic topic) throws SQLException {
    if (!Boolean.TRUE.equals(topic.condition())) {
      return null;
    }
    try (Connection connection = dataSource.getConnection()) {
      return slugs.allocate(connection, Map.of(id, name(topic, id))).get(id);
    }
  }

  private static void run(Connection connection, String statement, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setArray(1, connection.createArrayOf("text", ids.toArray()));
      prepared.executeUpdate();
    }
  }

  private static List<Versioned> versioned(PreparedStatement statement) throws SQLException {
    List<Versioned> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Versioned(rows.getString(1), rows.getLong(2), StateJson.parse(rows.getString(3))));
      }
    }
    return found;
  }
}
