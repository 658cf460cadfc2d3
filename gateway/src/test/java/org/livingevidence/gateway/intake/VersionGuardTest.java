package org.livingevidence.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;

class VersionGuardTest {
  private static final String R1 = "living-evidence:citation.v1.r1";
  private static final String R2 = "living-evidence:citation.v1.r2";
  private static final String R10 = "living-evidence:citation.v1.r10";

  @Test
  void onlyAHigherVersionIsApplied() {
    assertThat(judge(null, 1, R1, "a")).isEqualTo(Verdict.APPLIED);
    assertThat(judge(held(1, R1, "a"), 2, R1, "a")).isEqualTo(Verdict.APPLIED);
    assertThat(judge(held(2, R1, "a"), 1, R1, "b")).isEqualTo(Verdict.STALE);
    assertThat(judge(held(2, R1, "a"), 2, R1, "a")).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void theSameVersionWithOtherContentIsAConflict() {
    assertThat(judge(held(2, R1, "a"), 2, R1, "b")).isEqualTo(Verdict.CONFLICT);
    assertThat(judge(held(2, R1, "a"), 2, "living-evidence:deleted.v1.r1", "b"))
        .isEqualTo(Verdict.CONFLICT);
  }

  @Test
  void aHigherSchemaRevisionReplacesTheSameVersion() {
    assertThat(judge(held(2, R1, "a"), 2, R2, "b")).isEqualTo(Verdict.APPLIED);
    assertThat(judge(held(2, R2, "b"), 2, R1, "a")).isEqualTo(Verdict.STALE);
    assertThat(judge(held(2, R2, "a"), 2, R10, "b")).isEqualTo(Verdict.APPLIED);
  }

  @Test
  void aBatchKeepsTheNewestOfEachAggregateAndEveryChangedPath() {
    VersionGuard.Result<String> result =
        VersionGuard.select(
            Source.CITATIONS,
            List.of(
                arrived("x", 1, "a", "/title"),
                arrived("x", 3, "c", "/year"),
                arrived("x", 2, "b", "/state"),
                arrived("y", 7, "d", "/title")),
            Map.of("y", held(9, R1, "z")));

    assertThat(result.accepted()).hasSize(1);
    assertThat(result.accepted().getFirst().arrived().envelope().version()).isEqualTo(3);
    assertThat(result.accepted().getFirst().changedPaths()).containsExactly("/title", "/year");
    assertThat(result.verdicts()).containsEntry(Verdict.APPLIED, 2).containsEntry(Verdict.STALE, 2);
  }

  private static Verdict judge(@Nullable Held held, long version, String schema, String hash) {
    return VersionGuard.judge(held, envelope("x", version, schema, hash));
  }

  private static Held held(long version, String schema, String hash) {
    return new Held(version, schema, hash, false);
  }

  private static Arrived<String> arrived(String id, long version, String hash, String path) {
    EventEnvelope plain = envelope(id, version, R1, hash);
    EventEnvelope envelope =
        new EventEnvelope(plain.id(), plain.source(), plain.time(), R1, 0, hash, List.of(path));
    return new Arrived<>(envelope, "facts", "living-evidence.citations", 0, version);
  }

  private static EventEnvelope envelope(String id, long version, String schema, String hash) {
    return new EventEnvelope(
        EventId.of("citation", Kind.CHANGED, id, version),
        "/citation-service",
        Instant.EPOCH,
        schema,
        0,
        hash,
        List.of());
  }
}
