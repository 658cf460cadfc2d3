package org.livingevidence.drugs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.outbox.MalformedEventException;

/// What this service takes from an event about a topic.
///
/// @param names the names by which the topic is found, by their keys; empty for what is deleted or
///     no condition
/// @param sameAs topics of other schemes that are exactly this one
/// @param broader topics that are stated to be broader than this one
/// @param narrower topics that are stated to be narrower than this one
/// @param treeNumbers its places in the tree of its scheme
record TopicEvent(
    String id,
    long version,
    String dataSchema,
    String contentHash,
    boolean deleted,
    boolean condition,
    @Nullable String replacedBy,
    Map<String, Spelled> names,
    List<String> sameAs,
    List<String> broader,
    List<String> narrower,
    List<String> treeNumbers,
    int partition) {
  /// A name as it is written.
  ///
  /// @param rank 0 for a preferred name, 1 for any other
  record Spelled(String name, int rank) {}

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  private static final String CHANGED = "living-evidence.topic.changed.v1";
  private static final String DELETED = "living-evidence.topic.deleted.v1";

  /// Reads a record. A tombstone is its deletion once more: compaction may have left only that.
  ///
  /// @throws MalformedEventException says what is wrong with it
  static TopicEvent parse(ConsumerRecord<byte[], byte[]> record) {
    var envelope = EventHeaders.parse(record.headers());
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (!key.equals(envelope.subject())) {
      throw new MalformedEventException("the key is not the subject " + envelope.subject());
    }
    boolean deleted =
        switch (envelope.type()) {
          case CHANGED -> false;
          case DELETED -> true;
          default -> throw new MalformedEventException("unknown type " + envelope.type());
        };
    var data = deleted ? null : data(record.value());
    if (data != null && !key.equals(data.path("id").textValue())) {
      throw new MalformedEventException("the data's id is not the subject " + key);
    }
    boolean condition =
        data != null
            && required(data, "condition").isBoolean()
            && data.path("condition").booleanValue();
    return new TopicEvent(
        key,
        envelope.version(),
        envelope.dataSchema(),
        envelope.contentHash(),
        deleted,
        condition,
        data == null ? null : data.path("replacedBy").textValue(),
        data != null && condition ? names(data) : Map.of(),
        data == null ? List.of() : mapped(data, "exact"),
        data == null ? List.of() : both(texts(data.path("broader")), mapped(data, "broader")),
        data == null ? List.of() : both(texts(data.path("narrower")), mapped(data, "narrower")),
        data == null ? List.of() : texts(data.path("treeNumbers")),
        record.partition());
  }

  private static JsonNode data(byte @Nullable [] value) {
    if (value == null) {
      throw new MalformedEventException("a change without data");
    }
    try {
      JsonNode data = JSON.readValue(value);
      if (data == null || !data.isObject()) {
        throw new MalformedEventException("the data are not an object");
      }
      return data;
    } catch (IOException e) {
      throw new MalformedEventException("the data are not JSON", e);
    }
  }

  private static JsonNode required(JsonNode data, String field) {
    var value = data.get(field);
    if (value == null || value.isNull()) {
      throw new MalformedEventException("the data have no " + field);
    }
    return value;
  }

  private static Map<String, Spelled> names(JsonNode data) {
    var names = new LinkedHashMap<String, Spelled>();
    put(names, required(data, "name").asText(), 0);
    put(names, data.path("naturalName").asText(""), 0);
    texts(data.path("synonyms")).forEach(synonym -> put(names, synonym, 1));
    return names;
  }

  private static void put(Map<String, Spelled> names, String name, int rank) {
    String key = NameKey.of(name);
    if (!key.isEmpty()) {
      names.putIfAbsent(key, new Spelled(name, rank));
    }
  }

  private static List<String> mapped(JsonNode data, String relation) {
    var ids = new ArrayList<String>();
    for (var mapping : data.path("mappings")) {
      String id = mapping.path("id").textValue();
      if (id != null && relation.equals(mapping.path("relation").textValue())) {
        ids.add(id);
      }
    }
    return ids;
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    for (var item : list) {
      if (item.isTextual()) {
        texts.add(item.textValue());
      }
    }
    return texts;
  }

  private static List<String> both(List<String> some, List<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
