package org.livingevidence.gateway.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.rebuild.RebuildStore.Rebuild;

/// How the projection stands, as an operator sees it.
///
/// @param position the last one given out
/// @param oldestKept the position from which on the feed is complete
/// @param leading whether the process that answers is the projector
/// @param lag records not yet applied, by topic; only where that process is the projector
/// @param relinking topics whose citations and drugs have still to be linked again
/// @param viewsDue conditions whose summary event has still to be appended
/// @param conflicts versions that were seen with two contents
/// @param rebuilds the last few, newest first
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProjectionStatus(
    long position,
    long oldestKept,
    long epoch,
    @Nullable Instant electedAt,
    int generation,
    boolean leading,
    @Nullable Map<String, Long> lag,
    List<Offset> offsets,
    long relinking,
    long viewsDue,
    Map<String, Long> deadLetters,
    long conflicts,
    List<Rebuild> rebuilds) {

  /// Where a partition is read next.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Offset(String topic, int partition, long next, @Nullable Instant lastBrokerTime) {}

  /// A record set aside; bytes in base64.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeadLetter(
      long id,
      String topic,
      int partition,
      long offset,
      Instant time,
      @Nullable String key,
      String reason,
      String state,
      Instant at,
      @Nullable Instant settledAt) {}
}
