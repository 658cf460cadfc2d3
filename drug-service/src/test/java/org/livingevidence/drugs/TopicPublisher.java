package org.livingevidence.drugs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.CanonicalJson;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.teststack.TestStack;

/// Plays the citation-service: sends events of topics as its relay does.
public final class TopicPublisher implements AutoCloseable {
  public static final String TOPIC = "living-evidence.topics";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long EPOCH = 1L << 40;
  private static final StackWalker WALKER =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
  private static final Map<String, String> OWNERS = new ConcurrentHashMap<>();

  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", TestStack.get().bootstrapServers(), "acks", "all"),
          new ByteArraySerializer(),
          new ByteArraySerializer());

  /// The data of a condition's topic. All tests of a build share one service, so an id belongs to
  /// the test class that names it first.
  ///
  /// @throws IllegalStateException if another test class has named the id
  public static ObjectNode condition(String id, String name, String... synonyms) {
    claim(id);
    var topic =
        JSON.createObjectNode()
            .put("id", id)
            .put("scheme", id.startsWith("MONDO:") ? "mondo" : "mesh")
            .put("kind", "descriptor")
            .put("name", name)
            .put("slug", id.toLowerCase(java.util.Locale.ROOT).replace(':', '-'))
            .put("condition", true);
    topic.set("synonyms", JSON.valueToTree(List.of(synonyms)));
    topic.putObject("source").put("kind", "mesh");
    return topic;
  }

  private static void claim(String id) {
    Class<?> test =
        WALKER.walk(
            frames ->
                frames
                    .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                    .dropWhile(caller -> caller == TopicPublisher.class)
                    .findFirst()
                    .orElseThrow());
    String owner = OWNERS.computeIfAbsent(id, _ -> test.getName());
    if (!owner.equals(test.getName())) {
      throw new IllegalStateException(
          "Topic %s belongs to %s: %s needs an id of its own".formatted(id, owner, test.getName()));
    }
  }

  public void changed(long n, JsonNode topic) {
    String id = topic.path("id").asText();
    send(id, CanonicalJson.bytes(topic), headers(Kind.CHANGED, id, n, topic));
  }

  /// The deletion and its tombstone.
  public void deleted(long n, String id) {
    var data = JSON.createObjectNode().put("id", id).put("deleted", true);
    var headers = headers(Kind.DELETED, id, n, data);
    send(id, CanonicalJson.bytes(data), headers);
    send(id, null, headers);
  }

  /// Anything at all.
  public void send(String key, byte @Nullable [] value, Headers headers) {
    try {
      producer
          .send(new ProducerRecord<>(TOPIC, null, null, key.getBytes(UTF_8), value, headers))
          .get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static Headers headers(Kind kind, String id, long n, JsonNode data) {
    return EventHeaders.of(
        new EventEnvelope(
            EventId.of("topic", kind, id, EPOCH + n),
            "/citation-service",
            Instant.parse("2026-01-05T09:30:00Z"),
            "living-evidence:topic.v1.r1",
            n == 1 ? 0 : EPOCH + n - 1,
            ContentHash.of(data),
            List.of()));
  }

  @Override
  public void close() {
    producer.close();
  }
}
