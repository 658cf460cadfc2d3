package org.livingevidence.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event says about itself: CloudEvents 1.0 attributes and our extensions.
///
/// @param id type, subject and version; the CloudEvents `id`, `type` and `subject` and our
///     `aggregateversion`
/// @param source the service that owns the aggregate, `/citation-service`
/// @param time when the version was allocated, by the owner's database clock; orders nothing
/// @param dataSchema the schema and its revision; content hashes compare only within one
/// @param previousVersion the version published before this one, 0 when there was none
/// @param contentHash SHA-256 of the canonical data in hexadecimal
/// @param changedPaths JSON Pointers of what changed since then; empty when unstated
/// @param traceparent the trace that it goes on; null without one
public record EventEnvelope(
    EventId id,
    String source,
    Instant time,
    String dataSchema,
    long previousVersion,
    String contentHash,
    List<String> changedPaths,
    @Nullable String traceparent) {
  public EventEnvelope {
    requireNonNull(id);
    requireNonNull(source);
    requireNonNull(time);
    requireNonNull(dataSchema);
    requireNonNull(contentHash);
    changedPaths = List.copyOf(changedPaths);
  }

  /// Without a trace.
  public EventEnvelope(
      EventId id,
      String source,
      Instant time,
      String dataSchema,
      long previousVersion,
      String contentHash,
      List<String> changedPaths) {
    this(id, source, time, dataSchema, previousVersion, contentHash, changedPaths, null);
  }

  /// The CloudEvents type.
  public String type() {
    return id.type();
  }

  /// The aggregate's id.
  public String subject() {
    return id.subject();
  }

  /// The aggregate's version.
  public long version() {
    return id.version();
  }

  /// Whether the aggregate is gone.
  public boolean deleted() {
    return id.kind() == Kind.DELETED;
  }
}
