package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An import as it is served.
///
/// @param number the row's key
/// @param id as in the URL
/// @param kind the intake's kind
/// @param name the file's name, null when not given
/// @param owner who imported it
/// @param state where it stands
/// @param cancelRequested whether it was asked to stop and has not yet
/// @param bytes the body's length
/// @param bytesRead how much of it is applied
/// @param counts what became of the records so far
/// @param waiting what it waits for, null when it does not
/// @param problem why it failed, a problem document; null when it did not
/// @param createdAt when the body began to arrive
/// @param startedAt when its first worker took it
/// @param endedAt when it ended
/// @param revision rises with every change
/// @param bodyHash SHA-256 of the body in hex
/// @param donePosition the position of the last record whose outcome is kept
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportJob(
    @JsonIgnore long number,
    String id,
    String kind,
    @Nullable String name,
    String owner,
    JobState state,
    boolean cancelRequested,
    long bytes,
    long bytesRead,
    Counts counts,
    @Nullable String waiting,
    @Nullable JsonNode problem,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @JsonIgnore long revision,
    @JsonIgnore @Nullable String bodyHash,
    @JsonIgnore long donePosition) {
  /// How many records have an outcome.
  @JsonProperty
  long records() {
    return counts.total();
  }
}
