package org.livingevidence.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;

/// Projectors as they are often written, each with one error, over a table of copies.
final class PlainProjector implements ProjectorUnderTest {
  /// The errors.
  enum Error {
    /// None.
    NONE,
    /// The offset is stored, then the records are applied.
    COMMIT_BEFORE_APPLY,
    /// The records are applied, then the offset is stored; a record equal to the last one is
    /// dropped.
    LAST_ID_DEDUPE,
    /// Whatever comes replaces what is there.
    BLIND_UPSERT
  }

  private final World world;
  private final Error error;
  private final int atMost;
  private final Connection connection;
  private final KafkaConsumer<String, byte[]> consumer;
  private List<ConsumerRecord<String, byte[]>> polled = List.of();

  /// @param atMost records of one poll
  PlainProjector(World world, Error error, int atMost) {
    this.world = world;
    this.error = error;
    this.atMost = atMost;
    World.run(
        world.gateway(),
        """
        create table if not exists copy (
          type text, id text, version bigint, hash text, deleted boolean, primary key (type, id));
        create table if not exists copy_offset (type text primary key, next bigint);
        create table if not exists copy_last (one boolean primary key, id text);
        """);
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", world.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "none",
                "enable.auto.commit", "false",
                "max.poll.records", "1"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    try {
      this.connection = world.gateway().connect();
      Map<String, Long> next = new HashMap<>();
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("select type, next from copy_offset")) {
        while (row.next()) {
          next.put(row.getString(1), row.getLong(2));
        }
      }
      connection.setAutoCommit(false);
      consumer.assign(World.TOPICS.keySet().stream().map(this::partition).toList());
      World.TOPICS
          .keySet()
          .forEach(type -> consumer.seek(partition(type), next.getOrDefault(type, 0L)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private TopicPartition partition(String type) {
    return new TopicPartition(world.topic(type), 0);
  }

  @Override
  public boolean poll(String type) {
    TopicPartition wanted = partition(type);
    consumer.pause(consumer.assignment());
    consumer.resume(List.of(wanted));
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    long end = world.end(wanted);
    while (records.size() < atMost && consumer.position(wanted) < end) {
      consumer.poll(Duration.ofMillis(100)).forEach(records::add);
    }
    polled = records;
    return !records.isEmpty();
  }

  @Override
  public Outcome apply(boolean crash) {
    try {
      if (error == Error.COMMIT_BEFORE_APPLY) {
        storeOffsets();
        connection.commit();
        crashIf(crash);
        applyRecords();
      } else {
        applyRecords();
        if (error == Error.LAST_ID_DEDUPE) {
          connection.commit();
          crashIf(crash);
        }
        storeOffsets();
        if (error != Error.LAST_ID_DEDUPE) {
          crashIf(crash);
        }
      }
      connection.commit();
      polled = List.of();
      return Outcome.DONE;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void crashIf(boolean crash) {
    if (crash) {
      throw new Crash();
    }
  }

  private void storeOffsets() throws SQLException {
    for (ConsumerRecord<String, byte[]> record : polled) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              insert into copy_offset values (?, ?)
              on conflict (type) do update set next = excluded.next
              """)) {
        statement.setString(1, type(record));
        statement.setLong(2, record.offset() + 1);
        statement.executeUpdate();
      }
    }
  }

  private void applyRecords() throws SQLException {
    for (ConsumerRecord<String, byte[]> record : polled) {
      EventEnvelope event = EventHeaders.parse(record.headers());
      if (error == Error.LAST_ID_DEDUPE && isLast(event.id().toString())) {
        continue;
      }
      boolean guarded = error == Error.NONE || error == Error.COMMIT_BEFORE_APPLY;
      String guard = guarded ? " where copy.version < excluded.version" : "";
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              insert into copy values (?, ?, ?, ?, ?)
              on conflict (type, id) do update
                set version = excluded.version, hash = excluded.hash, deleted = excluded.deleted
              """
                  + guard)) {
        statement.setString(1, type(record));
        statement.setString(2, record.key());
        statement.setLong(3, event.version());
        statement.setString(4, event.contentHash());
        statement.setBoolean(5, event.deleted());
        statement.executeUpdate();
      }
    }
  }

  private boolean isLast(String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into copy_last values (true, ?)
            on conflict (one) do update set id = excluded.id where copy_last.id <> excluded.id
            """)) {
      statement.setString(1, id);
      return statement.executeUpdate() == 0;
    }
  }

  private String type(ConsumerRecord<String, byte[]> record) {
    return World.TOPICS.keySet().stream()
        .filter(type -> world.topic(type).equals(record.topic()))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void loseRole() {
    // It has no role: nobody elected it.
  }

  @Override
  public Map<Key, Held> view() {
    Map<Key, Held> view = new HashMap<>();
    try (Connection own = world.gateway().connect();
        Statement statement = own.createStatement();
        ResultSet row =
            statement.executeQuery("select type, id, version, hash, deleted from copy")) {
      while (row.next()) {
        view.put(
            new Key(row.getString(1), row.getString(2)),
            new Held(row.getLong(3), row.getString(4), row.getBoolean(5)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return view;
  }

  @Override
  public String derived() {
    return "";
  }

  @Override
  public void close() {
    try {
      consumer.close();
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
