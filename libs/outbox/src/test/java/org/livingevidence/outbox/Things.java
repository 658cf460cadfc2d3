package org.livingevidence.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.livingevidence.teststack.Database;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// A database of things with an outbox, a topic of their events, and as many relays as a test
/// starts.
final class Things implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static {
    // A busy machine is slow, not wrong.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
  }

  private final @Nullable TestStack ownStack;
  final String topic;
  final Database database;
  private final Map<String, String> settings = new HashMap<>();
  private final List<Relay> relays = new ArrayList<>();
  ThingSource source;

  Things() {
    this(
        "things-" + NUMBER.incrementAndGet() + "-" + UUID.randomUUID(),
        TestStack.get().createDatabase("things"),
        TestStack.get());
    stack().createTopics(List.of(topic), 3);
    migrate();
  }

  /// Over a database and topic that exist, in a process that may have no stack of its own.
  Things(String topic, Database database, @Nullable TestStack stack) {
    this.ownStack = stack;
    this.topic = topic;
    this.database = database;
    this.source = new ThingSource("thing", topic, "living-evidence:thing.v1.r1");
    settings.put("quarkus.application.name", topic);
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", database.password());
    set("heartbeat", "200ms");
    set("session-timeout", "1s");
    set("election", "100ms");
    set("poll", "300ms");
    set("kafka-timeout", "5s");
  }

  TestStack stack() {
    return requireNonNull(ownStack);
  }

  Things set(String setting, String value) {
    settings.put("living-evidence.outbox." + setting, value);
    return this;
  }

  OutboxConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 100, new DurationConverter())
        .withMapping(OutboxConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(OutboxConfig.class);
  }

  private void migrate() {
    String script;
    try (InputStream stream = Things.class.getResourceAsStream("/db/outbox/V0_1__outbox.sql")) {
      script = new String(requireNonNull(stream).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    execute(script);
    execute("create table thing (id text primary key, data jsonb not null)");
  }

  Relay relay() {
    return relay(EventSchemas.none());
  }

  Relay relay(EventSchemas schemas) {
    OutboxConfig config = config();
    Relay relay =
        new Relay(
            config,
            new DirectConnections(
                database.jdbcUrl(), database.user(), database.password(), Duration.ofSeconds(5)),
            Map.of("bootstrap.servers", stack().bootstrapServers()),
            List.of(source),
            schemas,
            new RelayMetrics(new SimpleMeterRegistry()));
    relays.add(relay);
    relay.start();
    return relay;
  }

  /// A transaction of a writer.
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection, OutboxTransaction outbox) throws SQLException;
  }

  <T> T write(Work<T> work) {
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      T result = work.in(connection, OutboxTransaction.on(connection));
      connection.commit();
      relays.forEach(Relay::signal);
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  EventId put(String id, String text) {
    return put(id, text, Lane.INTERACTIVE, "/text");
  }

  EventId put(String id, String text, Lane lane, String... paths) {
    return write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", id);
          upsert(connection, id, text);
          return thing.changed(List.of(paths), lane);
        });
  }

  EventId delete(String id) {
    return write(
        (connection, outbox) -> {
          LockedAggregate thing = outbox.lock("thing", id);
          try (PreparedStatement statement =
              connection.prepareStatement("delete from thing where id = ?")) {
            statement.setString(1, id);
            statement.executeUpdate();
          }
          return thing.deleted(Lane.INTERACTIVE);
        });
  }

  static void upsert(Connection connection, String id, String text) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into thing values (?, jsonb_build_object('id', ?, 'text', ?))
            on conflict (id) do update set data = excluded.data
            """)) {
      statement.setString(1, id);
      statement.setString(2, id);
      statement.setString(3, text);
      statement.executeUpdate();
    }
  }

  void execute(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Lets the topic take no larger batches than this.
  void limitTopic(int bytes) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack().bootstrapServers()))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          AlterConfigOp.OpType.SET))))
          .all()
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  long waiting() {
    return number("select count(*) from outbox");
  }

  List<ConsumerRecord<String, byte[]>> records() {
    return TopicReader.readAll(stack().bootstrapServers(), topic);
  }

  /// An event as a test likes to see it.
  ///
  /// @param text the thing's text; of a tombstone "†", of a deletion "deleted"
  /// @param appended the broker's time, in milliseconds
  record Seen(String id, long version, String text, EventEnvelope envelope, long appended) {}

  List<Seen> events() {
    return records().stream().map(Things::seen).toList();
  }

  List<Seen> events(String id) {
    return events().stream().filter(event -> event.id().equals(id)).toList();
  }

  /// What a reader holds after the last record of every key; deleted things are absent.
  Map<String, String> state() {
    Map<String, String> state = new LinkedHashMap<>();
    for (Seen event : events()) {
      if (event.text().equals("†")) {
        state.remove(event.id());
      } else {
        state.put(event.id(), event.text());
      }
    }
    return state;
  }

  private static Seen seen(ConsumerRecord<String, byte[]> record) {
    EventEnvelope envelope = EventHeaders.parse(record.headers());
    try {
      String text =
          record.value() == null
              ? "†"
              : envelope.deleted()
                  ? "deleted"
                  : ThingSource.JSON.readTree(record.value()).path("text").asText();
      return new Seen(record.key(), envelope.version(), text, envelope, record.timestamp());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
    relays.clear();
  }
}
