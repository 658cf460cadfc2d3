package org.livingevidence.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.outbox.CanonicalJson;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;

/// Events as the owners send them.
final class TestEvents {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final AtomicLong OFFSETS = new AtomicLong();

  private TestEvents() {}

  /// An event: key, headers and value of a record.
  record Event(Source source, String id, Headers headers, byte @Nullable [] value) {
    /// As a consumer would see it.
    ConsumerRecord<byte[], byte[]> record() {
      return new ConsumerRecord<>(
          source.kafkaTopic("living-evidence."),
          0,
          OFFSETS.getAndIncrement(),
          0,
          TimestampType.LOG_APPEND_TIME,
          -1,
          -1,
          id.getBytes(UTF_8),
          value,
          headers,
          Optional.empty());
    }

    /// The tombstone that follows a deletion.
    Event tombstone() {
      return new Event(source, id, headers, null);
    }
  }

  static Event changed(Source source, long version, JsonNode data) {
    return event(source, Kind.CHANGED, data.path("id").asText(), version, data, List.of());
  }

  static Event deleted(Source source, long version, String id) {
    return event(
        source,
        Kind.DELETED,
        id,
        version,
        JSON.objectNode().put("id", id).put("deleted", true),
        List.of());
  }

  static Event event(
      Source source, Kind kind, String id, long version, JsonNode data, List<String> paths) {
    byte[] value = CanonicalJson.bytes(data);
    EventEnvelope envelope =
        new EventEnvelope(
            EventId.of(source.type(), kind, id, version),
            source == Source.DRUGS ? "/drug-service" : "/citation-service",
            Instant.parse("2026-01-05T09:30:00Z"),
            "living-evidence:" + source.type() + ".v1.r1",
            Math.max(0, version - 1),
            ContentHash.ofCanonical(value),
            paths);
    return new Event(source, id, EventHeaders.of(envelope), value);
  }

  static ObjectNode condition(String id, String name, String... treeNumbers) {
    ObjectNode topic = topic(id, name, treeNumbers);
    topic.put("condition", true);
    topic.put("slug", name.toLowerCase(Locale.ROOT).replace(' ', '-'));
    return topic;
  }

  static ObjectNode topic(String id, String name, String... treeNumbers) {
    ObjectNode topic =
        JSON.objectNode()
            .put("id", id)
            .put("scheme", "mesh")
            .put("kind", "descriptor")
            .put("name", name)
            .put("condition", false);
    ArrayNode numbers = topic.putArray("treeNumbers");
    List.of(treeNumbers).forEach(numbers::add);
    topic.putObject("source").put("kind", "mesh");
    return topic;
  }

  static ObjectNode broader(ObjectNode topic, String... ids) {
    List.of(ids).forEach(topic.withArray("broader")::add);
    return topic;
  }

  static ObjectNode umbrella(String id, String name, String... members) {
    ObjectNode topic = condition(id, name);
    topic.put("kind", "umbrella").put("scheme", "curated");
    List.of(members).forEach(topic.withArray("narrower")::add);
    return topic;
  }

  static ObjectNode citation(String id, String title, int year, String... headings) {
    ObjectNode citation =
        JSON.objectNode()
            .put("id", id)
            .put("title", title)
            .put("year", year)
            .put("state", "current")
            .put("kind", "article");
    citation.putObject("identifiers");
    citation.putObject("source").put("kind", "pubmed");
    for (String heading : headings) {
      boolean major = heading.endsWith("*");
      String topic = heading.replace("*", "");
      citation
          .withArray("headings")
          .addObject()
          .put("id", topic)
          .put("name", topic)
          .put("major", major);
    }
    return citation;
  }

  static ObjectNode type(ObjectNode citation, String publicationType) {
    citation.withArray("publicationTypes").addObject().put("name", publicationType);
    return citation;
  }

  static ObjectNode retracted(ObjectNode citation) {
    citation.put("state", "retracted");
    citation.withArray("notices").addObject().put("relation", "RetractionIn").put("pmid", "9");
    return citation;
  }

  static ObjectNode citing(ObjectNode citation, String... ids) {
    List.of(ids).forEach(citation.withArray("cites")::add);
    return citation;
  }

  static ObjectNode drug(String id, String... conditions) {
    ObjectNode drug = JSON.objectNode().put("id", id).put("name", id);
    drug.putObject("source").put("kind", "curated");
    for (String condition : conditions) {
      ObjectNode indication =
          drug.withArray("indications")
              .addObject()
              .put("id", id + "-" + condition.toLowerCase(Locale.ROOT))
              .put("jurisdiction", "US")
              .put("status", "approved");
      indication.putObject("condition").put("id", condition).put("name", condition);
      indication.putObject("source").put("kind", "label").put("sentence", "It is indicated.");
    }
    return drug;
  }

  static ObjectNode named(ObjectNode drug, String... brands) {
    List.of(brands).forEach(drug.withArray("brands")::add);
    return drug;
  }

  /// Says which topics the text names; several are what it may mean.
  static ObjectNode mention(ObjectNode citation, String field, String... topics) {
    ObjectNode mention = citation.withArray("mentions").addObject();
    List.of(topics).forEach(mention.withArray("topics")::add);
    mention.put("field", field).put("start", 0).put("end", 1).put("text", "x");
    return citation;
  }

  static ObjectNode restriction(ObjectNode drug, String condition, String force) {
    ObjectNode restriction =
        drug.withArray("restrictions").addObject().put("force", force).put("jurisdiction", "US");
    restriction
        .putObject("against")
        .put("kind", "condition")
        .put("id", condition)
        .put("name", condition);
    restriction.putObject("source").put("kind", "label").put("sentence", "Do not use.");
    return drug;
  }

  static JsonNode parse(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
