package org.livingevidence.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.CanonicalJson;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;

/// A small owner: sends events as the services do, each with a version above all before. Answers
/// the event's id, which a read may send as `Evidence-Version` to see it applied.
public final class Events implements AutoCloseable {
  private static final AtomicLong NUMBERS = new AtomicLong(System.currentTimeMillis());
  private static final Map<String, String> TOPICS =
      Map.of(
          "topic", "living-evidence.topics",
          "citation", "living-evidence.citations",
          "drug", "living-evidence.drugs");

  private final ObjectMapper mapper = new ObjectMapper();
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
              ProducerConfig.ACKS_CONFIG,
              "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  /// A number that no other test uses.
  public static long unique() {
    return NUMBERS.incrementAndGet();
  }

  /// A condition of MeSH with a tree number of its own, or below that of another.
  ///
  /// @param tree for example `C90.100`
  public String condition(String id, String naturalName, String tree, String... synonyms) {
    ObjectNode topic = mapper.createObjectNode();
    topic.put("id", id).put("scheme", "mesh").put("kind", "descriptor").put("condition", true);
    topic.put("name", naturalName).put("naturalName", naturalName);
    topic.put("slug", naturalName.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    List.of(synonyms).forEach(topic.putArray("synonyms")::add);
    topic.putArray("treeNumbers").add(tree);
    topic.put("summary", "What is known of " + naturalName + ".");
    topic.putObject("source").put("kind", "mesh");
    return send("topic", topic);
  }

  /// An article under one heading.
  public String citation(String pmid, String title, int year, String heading, String... types) {
    return send("citation", article(pmid, title, year, heading, "current", types));
  }

  /// The data of an article.
  public ObjectNode article(
      String pmid, String title, int year, String heading, String state, String... types) {
    ObjectNode citation = mapper.createObjectNode();
    citation.put("id", "pmid:" + pmid).putObject("identifiers").put("pmid", pmid);
    citation.put("title", title).put("authorsComplete", true);
    citation.putArray("authors").addObject().put("family", "Author").put("initials", "AB");
    citation.putObject("journal").put("title", "Journal of Tests").put("abbreviation", "J Tests");
    citation.put("year", year).put("published", Integer.toString(year));
    List.of(types)
        .forEach(
            type ->
                citation
                    .withArray("publicationTypes")
                    .addObject()
                    .put("id", "D1")
                    .put("name", type));
    citation
        .putArray("headings")
        .addObject()
        .put("id", heading)
        .put("name", "x")
        .put("major", true);
    citation.put("state", state).put("kind", "article").putObject("source").put("kind", "pubmed");
    return citation;
  }

  /// Sends the state of an aggregate.
  public String send(String type, JsonNode data) {
    return send(type, Kind.CHANGED, data.path("id").asText(), data);
  }

  /// Sends a deletion.
  public String delete(String type, String id) {
    return send(
        type, Kind.DELETED, id, mapper.createObjectNode().put("id", id).put("deleted", true));
  }

  /// Reads JSON.
  public JsonNode json(String text) {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private String send(String type, Kind kind, String id, JsonNode data) {
    EventId event = EventId.of(type, kind, id, (1L << 40) + unique());
    EventEnvelope envelope =
        new EventEnvelope(
            event,
            type.equals("drug") ? "/drug-service" : "/citation-service",
            Instant.now(),
            "living-evidence:" + type + ".v1.r1",
            0,
            ContentHash.of(data),
            List.of());
    put(type, id, CanonicalJson.bytes(data), envelope);
    if (kind == Kind.DELETED) {
      put(type, id, null, envelope);
    }
    return event.toString();
  }

  private void put(String type, String id, byte @Nullable [] value, EventEnvelope envelope) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  TOPICS.get(type), null, null, id, value, EventHeaders.of(envelope)))
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("an event could not be sent", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
