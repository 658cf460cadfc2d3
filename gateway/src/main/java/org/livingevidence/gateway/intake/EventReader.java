package org.livingevidence.gateway.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.livingevidence.outbox.ContentHash;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.outbox.MalformedEventException;

/// Reads records as events. It is strict about the envelope and about what the gateway uses of the
/// data, and ignores every field it does not know, so that an owner may add some.
public final class EventReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)
          .build();

  private EventReader() {}

  /// How a source understands its data.
  ///
  /// @param <T> what it needs of it
  @FunctionalInterface
  public interface DataReader<T> {
    /// Takes what is needed.
    ///
    /// @param data the JSON document, an object
    /// @param json its text, to be stored as it is
    /// @throws UnreadableException when something that is needed is missing or of the wrong type
    T read(JsonNode data, String json) throws UnreadableException;
  }

  /// Reads one record.
  ///
  /// @throws UnreadableException when it is no event of this source
  public static <T> Arrived<T> read(
      ConsumerRecord<byte[], byte[]> record, Source source, DataReader<T> reader)
      throws UnreadableException {
    EventEnvelope envelope = envelope(record, source);
    T facts = envelope.deleted() ? null : facts(record.value(), envelope, reader);
    return new Arrived<>(envelope, facts, record.topic(), record.partition(), record.offset());
  }

  /// Reads JSON that was stored as it came.
  public static JsonNode stored(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("stored data are no longer JSON", e);
    }
  }

  private static EventEnvelope envelope(ConsumerRecord<byte[], byte[]> record, Source source)
      throws UnreadableException {
    EventEnvelope envelope;
    String type;
    try {
      envelope = EventHeaders.parse(record.headers());
      type = envelope.id().aggregateType();
    } catch (MalformedEventException | IllegalArgumentException e) {
      throw new UnreadableException("headers: " + e.getMessage(), e);
    }
    if (!type.equals(source.type())) {
      throw new UnreadableException(
          "an event of type " + envelope.type() + " does not belong here");
    }
    byte[] key = record.key();
    if (key == null || !Arrays.equals(key, envelope.subject().getBytes(UTF_8))) {
      throw new UnreadableException("the key is not the subject " + envelope.subject());
    }
    if (envelope.subject().length() > 1000
        || envelope.subject().chars().anyMatch(Character::isISOControl)) {
      throw new UnreadableException("the subject cannot be an id");
    }
    return envelope;
  }

  private static <T> T facts(byte @Nullable [] value, EventEnvelope envelope, DataReader<T> reader)
      throws UnreadableException {
    if (value == null) {
      throw new UnreadableException("a change without data");
    }
    String json = text(value);
    JsonNode data;
    try {
      data = JSON.readTree(json);
    } catch (IOException e) {
      throw new UnreadableException("data: not JSON", e);
    }
    if (data == null || !data.isObject()) {
      throw new UnreadableException("data: not a JSON object");
    }
    if (!data.path("id").asText().equals(envelope.subject())) {
      throw new UnreadableException("data: /id is not the subject " + envelope.subject());
    }
    // Canonical text as the relay writes it is hashed as it is; any other is made canonical first.
    String hash = envelope.contentHash();
    if (!ContentHash.ofCanonical(value).equals(hash) && !ContentHash.of(data).equals(hash)) {
      throw new UnreadableException("data: not what ce_contenthash says");
    }
    if (json.contains("\\u")) {
      Strings.requireStorable(data, "");
    }
    return reader.read(data, json);
  }

  private static String text(byte[] value) throws UnreadableException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableException("data: not UTF-8", e);
    }
  }
}
