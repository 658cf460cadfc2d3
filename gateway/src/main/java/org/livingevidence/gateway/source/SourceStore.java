package org.livingevidence.gateway.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads how far the sources were read.
@ApplicationScoped
class SourceStore {
  private static final String OFFSETS =
      """
      select topic, partition, next_offset, last_broker_time from source_offset
       order by topic, partition
      """;
  private static final String PROJECTOR = "select generation, elected_at from projector";
  private static final String REBUILD =
      """
      select id, reason, state, requested_at from rebuild
       where state in ('requested', 'running', 'waiting')
      """;
  private static final String PENDING =
      "select topic_id from relink where ?::text is null or ? = any(conditions) or '*' = any(conditions) order by topic_id limit 20";
  private static final String VERSION =
      """
      select v.position, c.at from condition_version v left join change c on c.position = v.position
       where v.condition_id = ?
      """;

  /// A topic of events and how far it was read.
  ///
  /// @param lastEvent the broker's time of the newest event applied, null when there was none
  private record Source(String topic, List<ObjectNode> partitions, @Nullable String lastEvent) {
    String owner() {
      return topic.endsWith(".topics") || topic.endsWith(".citations")
          ? "citation-service"
          : "drug-service";
    }
  }

  /// `[{source, topic, lastEventAt, partitions: [{partition, nextOffset, lastEventAt}]}]`.
  ArrayNode sources(Snapshot snapshot) throws SQLException {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Source source : read(snapshot)) {
      ObjectNode item = json.addObject();
      item.put("source", source.owner()).put("topic", source.topic());
      if (source.lastEvent() != null) {
        item.put("lastEventAt", source.lastEvent());
      }
      source.partitions().forEach(item.putArray("partitions")::add);
    }
    return json;
  }

  private static List<Source> read(Snapshot snapshot) throws SQLException {
    List<Source> sources = new ArrayList<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(OFFSETS);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String topic = rows.getString("topic");
        String at = instant(rows, "last_broker_time");
        ObjectNode partition = JsonNodeFactory.instance.objectNode();
        partition.put("partition", rows.getInt("partition"));
        partition.put("nextOffset", rows.getLong("next_offset"));
        if (at != null) {
          partition.put("lastEventAt", at);
        }
        if (sources.isEmpty() || !sources.getLast().topic().equals(topic)) {
          sources.add(new Source(topic, new ArrayList<>(), null));
        }
        Source last = sources.removeLast();
        last.partitions().add(partition);
        sources.add(new Source(topic, last.partitions(), newer(last.lastEvent(), at)));
      }
    }
    return sources;
  }

  private static @Nullable String newer(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return OffsetDateTime.parse(one).isAfter(OffsetDateTime.parse(other)) ? one : other;
  }

  /// `{generation, electedAt, rebuild}` of the projector.
  ObjectNode projector(Snapshot snapshot) throws SQLException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    try (PreparedStatement select = snapshot.connection().prepareStatement(PROJECTOR);
        ResultSet row = select.executeQuery()) {
      if (row.next()) {
        json.put("generation", row.getInt("generation"));
        String elected = instant(row, "elected_at");
        if (elected != null) {
          json.put("electedAt", elected);
        }
      }
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(REBUILD);
        ResultSet row = select.executeQuery()) {
      if (row.next()) {
        json.putObject("rebuild")
            .put("id", row.getLong("id"))
            .put("reason", row.getString("reason"))
            .put("state", row.getString("state"))
            .put("requestedAt", instant(row, "requested_at"));
      }
    }
    return json;
  }

  /// `{pending, topics}`: whether publications or drugs may still be on their way into the
  /// condition (any condition when null) because topics moved, and the first of those topics.
  ObjectNode linking(Snapshot snapshot, @Nullable String conditionId) throws SQLException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode topics = JsonNodeFactory.instance.arrayNode();
    try (PreparedStatement select = snapshot.connection().prepareStatement(PENDING)) {
      select.setString(1, conditionId);
      select.setString(2, conditionId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          topics.add(rows.getString(1));
        }
      }
    }
    json.put("pending", !topics.isEmpty());
    json.set("topics", topics);
    return json;
  }

  /// `{version, changedAt}` of a condition: the position that last affected it, and when that was
  /// as far as the feed still knows.
  ObjectNode version(Snapshot snapshot, String conditionId) throws SQLException {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", 0L);
    try (PreparedStatement select = snapshot.connection().prepareStatement(VERSION)) {
      select.setString(1, conditionId);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          json.put("version", row.getLong("position"));
          String at = instant(row, "at");
          if (at != null) {
            json.put("changedAt", at);
          }
        }
      }
    }
    return json;
  }

  private static @Nullable String instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant().toString();
  }
}
