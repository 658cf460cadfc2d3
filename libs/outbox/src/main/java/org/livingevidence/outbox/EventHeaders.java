package org.livingevidence.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/// An event's envelope as Kafka headers: CloudEvents 1.0 in binary mode, UTF-8 values.
public final class EventHeaders {
  static final String SPEC_VERSION = "ce_specversion";
  static final String ID = "ce_id";
  static final String SOURCE = "ce_source";
  static final String TYPE = "ce_type";
  static final String SUBJECT = "ce_subject";
  static final String TIME = "ce_time";
  static final String DATA_SCHEMA = "ce_dataschema";
  static final String VERSION = "ce_aggregateversion";
  static final String PREVIOUS_VERSION = "ce_previousversion";
  static final String CONTENT_HASH = "ce_contenthash";
  static final String CHANGED_PATHS = "ce_changedpaths";
  static final String CONTENT_TYPE = "content-type";

  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSX", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventHeaders() {}

  /// The headers of an event; a tombstone carries the same as the deletion before it.
  public static Headers of(EventEnvelope envelope) {
    RecordHeaders headers = new RecordHeaders();
    put(headers, SPEC_VERSION, "1.0");
    put(headers, ID, envelope.id().toString());
    put(headers, SOURCE, envelope.source());
    put(headers, TYPE, envelope.type());
    put(headers, SUBJECT, envelope.subject());
    put(headers, TIME, MICROSECONDS.format(envelope.time()));
    put(headers, CONTENT_TYPE, "application/json");
    put(headers, DATA_SCHEMA, envelope.dataSchema());
    put(headers, VERSION, Long.toString(envelope.version()));
    put(headers, PREVIOUS_VERSION, Long.toString(envelope.previousVersion()));
    put(headers, CONTENT_HASH, envelope.contentHash());
    put(headers, CHANGED_PATHS, String.join(",", envelope.changedPaths()));
    if (envelope.traceparent() != null) {
      put(headers, Tracing.TRACEPARENT, envelope.traceparent());
    }
    return headers;
  }

  /// Reads an envelope. Headers that it does not know are left alone.
  ///
  /// @throws MalformedEventException when a header is missing or does not parse; says which
  public static EventEnvelope parse(Headers headers) {
    String specVersion = require(headers, SPEC_VERSION);
    if (!specVersion.startsWith("1.")) {
      throw new MalformedEventException(SPEC_VERSION + " is not 1.x: " + specVersion);
    }
    try {
      EventId id =
          new EventId(require(headers, TYPE), require(headers, SUBJECT), number(headers, VERSION));
      if (!id.toString().equals(require(headers, ID))) {
        throw new MalformedEventException(
            ID + " is not type, subject and version: " + require(headers, ID));
      }
      var unused = id.kind();
      String paths = optional(headers, CHANGED_PATHS);
      return new EventEnvelope(
          id,
          require(headers, SOURCE),
          time(require(headers, TIME)),
          require(headers, DATA_SCHEMA),
          number(headers, PREVIOUS_VERSION),
          require(headers, CONTENT_HASH),
          paths == null || paths.isEmpty() ? List.of() : List.of(paths.split(",")),
          trace(optional(headers, Tracing.TRACEPARENT)));
    } catch (IllegalArgumentException e) {
      throw new MalformedEventException(String.valueOf(e.getMessage()), e);
    }
  }

  private static @Nullable String trace(@Nullable String traceparent) {
    return traceparent != null && Tracing.isKept(traceparent) ? traceparent : null;
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new MalformedEventException(TIME + " is not an RFC 3339 time: " + text, e);
    }
  }

  private static long number(Headers headers, String name) {
    String text = require(headers, name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedEventException(name + " is not a number: " + text, e);
    }
  }

  private static String require(Headers headers, String name) {
    String value = optional(headers, name);
    if (value == null) {
      throw new MalformedEventException("the header " + name + " is missing");
    }
    return value;
  }

  private static @Nullable String optional(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }

  private static void put(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
