package org.livingevidence.citations.release;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One time that a file of a release was taken up.
///
/// @param name `pubmed26n1335.xml.gz`
/// @param turn 1 at first; higher when the file was replaced, or its import had failed
/// @param folder where it came from: `baseline` or `updatefiles`
/// @param state `fetched`, `importing`, `applied` or `failed`
/// @param importId the import, whose outcomes say what became of each record
/// @param reason why it failed
/// @param beganAt when it had been fetched and checked
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AppliedPubmedFile")
public record AppliedFile(
    @JsonIgnore PubmedFile file,
    String name,
    int turn,
    String folder,
    String md5,
    @JsonIgnore @Nullable String stamp,
    String state,
    @Nullable String importId,
    @Nullable String reason,
    Instant beganAt,
    @Nullable Instant endedAt) {
  boolean applied() {
    return state.equals("applied");
  }
}
