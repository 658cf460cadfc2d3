package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What became of one file.
///
/// @param id the import's id, empty when the file was not accepted
/// @param kind the recognised kind, empty when the file was not accepted
/// @param state `finished`, `failed`, `cancelled`, or `refused` when it was not accepted
/// @param counts how many records became what
/// @param problem why it failed or was refused, empty when it did not
/// @param rejections the first rejected records, each as one line
record ImportedFile(
    Path file,
    String id,
    String kind,
    String state,
    Map<Count, Long> counts,
    String problem,
    List<String> rejections) {
  /// What a record may become, in the order of the report.
  enum Count {
    CREATED,
    UPDATED,
    UNCHANGED,
    OLDER,
    DELETED,
    ABSENT,
    REJECTED;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  ImportedFile {
    counts = Map.copyOf(counts);
    rejections = List.copyOf(rejections);
  }

  /// A file that the gateway did not take.
  static ImportedFile refused(Path file, String problem) {
    return new ImportedFile(file, "", "", "refused", Map.of(), problem, List.of());
  }

  /// An import as the API serves it.
  static ImportedFile of(Path file, JsonNode job, List<String> rejections) {
    JsonNode problem = job.path("problem");
    return new ImportedFile(
        file,
        job.path("id").asText(),
        job.path("kind").asText(),
        job.path("state").asText(),
        counts(job.path("counts")),
        problem.path("detail").asText(problem.path("title").asText("")),
        rejections);
  }

  static Map<Count, Long> counts(JsonNode counts) {
    Map<Count, Long> all = new EnumMap<>(Count.class);
    for (Count count : Count.values()) {
      long n = counts.path(count.label()).asLong();
      if (n > 0) {
        all.put(count, n);
      }
    }
    return all;
  }

  boolean succeeded() {
    return state.equals("finished");
  }

  long count(Count count) {
    return counts.getOrDefault(count, 0L);
  }

  long records() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
