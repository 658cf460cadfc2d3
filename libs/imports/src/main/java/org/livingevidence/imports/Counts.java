package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/// How many records became what.
public record Counts(
    long created,
    long updated,
    long unchanged,
    long older,
    long deleted,
    long absent,
    long rejected) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  static Counts of(List<Outcome> outcomes) {
    long[] n = new long[OutcomeKind.values().length];
    for (var outcome : outcomes) {
      n[outcome.kind().ordinal()]++;
    }
    return new Counts(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  }

  long of(OutcomeKind kind) {
    return switch (kind) {
      case CREATED -> created;
      case UPDATED -> updated;
      case UNCHANGED -> unchanged;
      case OLDER -> older;
      case DELETED -> deleted;
      case ABSENT -> absent;
      case REJECTED -> rejected;
    };
  }

  @JsonIgnore
  long total() {
    return created + updated + unchanged + older + deleted + absent + rejected;
  }
}
