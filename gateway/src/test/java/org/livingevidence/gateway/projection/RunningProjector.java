package org.livingevidence.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.teststack.TestStack;
import org.postgresql.util.PSQLException;

/// Projectors on a store and topics of their own.
final class RunningProjector implements AutoCloseable {
  private final TestStore store = new TestStore();
  private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
  private final Map<String, Object> kafka =
      Map.of("bootstrap.servers", TestStack.get().bootstrapServers());
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  private final Admin admin = Admin.create(kafka);
  private final List<ChangeRow> changes = new CopyOnWriteArrayList<>();
  private final List<String> rebuilds = new CopyOnWriteArrayList<>();
  private @Nullable Projector projector;

  RunningProjector() {
    createTopics();
    TestStack.get().createTopics(List.of(prefix + "gateway.dead-letters"), 1);
  }

  void createTopics() {
    TestStack.get().createTopics(topics(), 2);
  }

  List<String> topics() {
    return Stream.of(Source.values()).map(source -> source.kafkaTopic(prefix)).toList();
  }

  TestStore store() {
    return store;
  }

  Admin admin() {
    return admin;
  }

  String topic(Source source) {
    return source.kafkaTopic(prefix);
  }

  String deadLetters() {
    return prefix + "gateway.dead-letters";
  }

  List<ChangeRow> changes() {
    return changes;
  }

  List<String> rebuilds() {
    return rebuilds;
  }

  void start() {
    Projector started = another();
    projector = started;
    started.start();
  }

  /// One that is not started.
  Projector another() {
    Map<String, String> settings = new HashMap<>();
    settings.put("topic-prefix", prefix);
    settings.put("poll-wait", "PT0.1S");
    settings.put("standby-retry", "PT0.1S");
    settings.put("source-check-every", "PT0.5S");
    settings.put("rebuild.drop-after", "PT0.1S");
    return new Projector(
        store.connections(),
        kafka,
        TestStore.config(settings),
        new ProjectorListener() {
          @Override
          public void committed(Applied applied) {
            changes.addAll(applied.changes());
          }

          @Override
          public void rebuild(String state, String reason) {
            rebuilds.add(state + ": " + reason);
          }
        });
  }

  void stop() {
    if (projector != null) {
      projector.close();
      projector = null;
    }
  }

  void wakeup() {
    if (projector != null) {
      projector.wakeup();
    }
  }

  RecordMetadata send(TestEvents.Event event) throws Exception {
    return send(event.source(), event.id(), event.headers(), event.value());
  }

  RecordMetadata send(Source source, String key, Headers headers, byte @Nullable [] value)
      throws Exception {
    return producer
        .send(new ProducerRecord<>(topic(source), null, null, key.getBytes(UTF_8), value, headers))
        .get();
  }

  void sendAll(List<TestEvents.Event> events) throws Exception {
    for (TestEvents.Event event : events) {
      send(event);
    }
  }

  /// Waits until a query's first column reads so.
  void awaitRows(String sql, String... rows) {
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .ignoreException(PSQLException.class)
        .untilAsserted(() -> assertThat(store.query(sql)).isEqualTo(Arrays.asList(rows)));
  }

  int generation() throws Exception {
    return Integer.parseInt(store.query("select generation from projector").getFirst());
  }

  @Override
  public void close() {
    stop();
    producer.close();
    admin.close();
  }
}
