package org.livingevidence.drugs.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// The tables of what this service keeps of the topics. Every method works in the caller's
/// transaction.
@ApplicationScoped
class TopicStore {
  private static final ObjectMapper JSON = new JsonMapper();

  private final DataSource database;

  TopicStore(DataSource database) {
    this.database = database;
  }

  /// How far a partition was read.
  record Place(String topicId, long nextOffset, OffsetDateTime lastBrokerTime) {}

  /// What is held of a topic.
  record Held(long version, String dataSchema, String contentHash) {}

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

  Map<String, Held> held(Collection<String> ids) {
    return run(
        "reading topics",
        connection -> {
          var held = new HashMap<String, Held>();
          try (var statement =
              connection.prepareStatement(
                  "select id, version, data_schema, content_hash from topic where id = any (?)")) {
            statement.setArray(1, texts(connection, ids));
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                held.put(
                    rows.getString(1),
                    new Held(rows.getLong(2), rows.getString(3), rows.getString(4)));
              }
            }
          }
          return held;
        });
  }

  /// Puts topics and their names in place of what is held; queues the names, old and new, that
  /// statements use.
  void replace(Collection<TopicEvent> events) {
    run(
        "keeping topics",
        connection -> {
          var ids = events.stream().map(TopicEvent::id).toList();
          queueNames(connection, ids);
          update(connection, "delete from topic_name where topic_id = any (?)", ids);
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into topic (id, version, data_schema, content_hash, deleted, condition,
                                     replaced_by, same_as, broader, narrower, tree_numbers,
                                     partition)
                  select * from jsonb_to_recordset(?::jsonb) as r
                    (id text, version bigint, data_schema text, content_hash text, deleted boolean,
                     condition boolean, replaced_by text, same_as text[], broader text[],
                     narrower text[], tree_numbers text[], partition integer)
                  on conflict (id) do update set
                    version = excluded.version, data_schema = excluded.data_schema,
                    content_hash = excluded.content_hash, deleted = excluded.deleted,
                    condition = excluded.condition, replaced_by = excluded.replaced_by,
                    same_as = excluded.same_as, broader = excluded.broader,
                    narrower = excluded.narrower, tree_numbers = excluded.tree_numbers,
                    partition = excluded.partition
                  """)) {
            statement.setString(1, rows(events).toString());
            statement.executeUpdate();
          }
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into topic_name (key, topic_id, rank, name)
                  select key, topic_id, rank, name from jsonb_to_recordset(?::jsonb) as r
                    (key text, topic_id text, rank smallint, name text)
                  """)) {
            statement.setString(1, names(events).toString());
            statement.executeUpdate();
          }
          queueNames(connection, ids);
          return null;
        });
  }

  /// Marks the topics of a partition as deleted that its whole log does not name any more.
  ///
  /// @return how many
  int sweep(int partition, Set<String> seen) {
    return run(
        "sweeping topics",
        connection -> {
          var gone = new ArrayList<String>();
          try (var statement =
              connection.prepareStatement(
                  "select id from topic where partition = ? and not deleted")) {
            statement.setInt(1, partition);
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                if (!seen.contains(rows.getString(1))) {
                  gone.add(rows.getString(1));
                }
              }
            }
          }
          queueNames(connection, gone);
          update(connection, "delete from topic_name where topic_id = any (?)", gone);
          update(connection, "update topic set deleted = true where id = any (?)", gone);
          return gone.size();
        });
  }

  @Nullable Place place(int partition) {
    return run(
        "reading how far topics were read",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  "select topic_id, next_offset, last_broker_time from topic_source"
                      + " where partition = ?")) {
            statement.setInt(1, partition);
            try (var rows = statement.executeQuery()) {
              return rows.next()
                  ? new Place(
                      rows.getString(1), rows.getLong(2), rows.getObject(3, OffsetDateTime.class))
                  : null;
            }
          }
        });
  }

  /// Notes the place after a whole reading, or where the topic is another.
  void settle(int partition, String topicId, long nextOffset, long brokerTime) {
    run(
        "noting how far topics were read",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  insert into topic_source (partition, topic_id, next_offset, last_broker_time)
                  values (?, ?, ?, ?)
                  on conflict (partition) do update set
                    topic_id = excluded.topic_id, next_offset = excluded.next_offset,
                    last_broker_time = excluded.last_broker_time
                  """)) {
            statement.setInt(1, partition);
            statement.setString(2, topicId);
            statement.setLong(3, nextOffset);
            statement.setObject(4, time(brokerTime));
            return statement.executeUpdate();
          }
        });
  }

  /// Moves the place of a partition forward; never back, as batches of before a rebalance may end
  /// late.
  void advance(int partition, long nextOffset, long brokerTime) {
    run(
        "noting how far topics were read",
        connection -> {
          try (var statement =
              connection.prepareStatement(
                  """
                  update topic_source
                     set next_offset = ?, last_broker_time = greatest(last_broker_time, ?)
                   where partition = ? and next_offset < ?
                  """)) {
            statement.setLong(1, nextOffset);
            statement.setObject(2, time(brokerTime));
            statement.setInt(3, partition);
            statement.setLong(4, nextOffset);
            return statement.executeUpdate();
          }
        });
  }

  /// The broker's time of the newest event applied; null when there was none.
  @Nullable Instant newest() throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select max(last_broker_time) from topic_source");
        var row = select.executeQuery()) {
      row.next();
      var newest = row.getObject(1, OffsetDateTime.class);
      return newest == null ? null : newest.toInstant();
    }
  }

  private static void queueNames(Connection connection, List<String> topicIds) throws SQLException {
    update(
        connection,
        """
        insert into topic_name_due (key)
        select distinct n.key from topic_name n
         where n.topic_id = any (?) and exists (select 1 from condition_use u where u.key = n.key)
         order by n.key
        on conflict (key) do update set after_drug = ''
        """,
        topicIds);
  }

  private static void update(Connection connection, String sql, List<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, texts(connection, ids));
      statement.executeUpdate();
    }
  }

  private static ArrayNode rows(Collection<TopicEvent> events) {
    var rows = JSON.createArrayNode();
    for (var event : events) {
      var row =
          rows.addObject()
              .put("id", event.id())
              .put("version", event.version())
              .put("data_schema", event.dataSchema())
              .put("content_hash", event.contentHash())
              .put("deleted", event.deleted())
              .put("condition", event.condition())
              .put("replaced_by", event.replacedBy())
              .put("partition", event.partition());
      row.set("same_as", JSON.valueToTree(event.sameAs()));
      row.set("broader", JSON.valueToTree(event.broader()));
      row.set("narrower", JSON.valueToTree(event.narrower()));
      row.set("tree_numbers", JSON.valueToTree(event.treeNumbers()));
    }
    return rows;
  }

  private static ArrayNode names(Collection<TopicEvent> events) {
    var rows = JSON.createArrayNode();
    for (var event : events) {
      event
          .names()
          .forEach(
              (key, spelled) ->
                  rows.addObject()
                      .put("key", key)
                      .put("topic_id", event.id())
                      .put("rank", spelled.rank())
                      .put("name", spelled.name()));
    }
    return rows;
  }

  private static Array texts(Connection connection, Collection<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static OffsetDateTime time(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
