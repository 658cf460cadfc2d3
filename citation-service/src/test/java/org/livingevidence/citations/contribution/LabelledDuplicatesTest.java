package org.livingevidence.citations.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.citation.CitationIds;

/// The rules against citations that people labelled, in several orders of arrival. The file has two
/// labels: `source` says which record of each publication is the first one, `label` what the
/// authors' tool kept when the file was made. The second keeps 370 records that are exact copies of
/// others it keeps; so it serves for sensitivity only.
class LabelledDuplicatesTest {
  private static final Set<String> ABSENT = Set.of("", "NA");

  private record Figures(int truePositive, int falsePositive, int falseNegative, int trueNegative) {
    double sensitivity() {
      return truePositive / (double) (truePositive + falseNegative);
    }

    double specificity() {
      return trueNegative / (double) (trueNegative + falsePositive);
    }
  }

  @Test
  void duplicatesAreFoundAndNothingElseInWhateverOrderTheyCome() throws Exception {
    List<Map<String, String>> records = read();
    assertThat(records).hasSize(1845);
    for (int seed = 0; seed < 5; seed++) {
      if (seed > 0) {
        Collections.shuffle(records, new Random(seed));
      }
      List<List<Map<String, String>>> groups = groups(records);
      Figures bySource = figures(groups, row -> "unique".equals(row.get("source")));
      Figures byLabel = figures(groups, row -> "In_database".equals(row.get("label")));
      System.out.printf(
          "duplicates, order %d: %d groups; by source: sensitivity %.4f specificity %.4f %s; by label:"
              + " sensitivity %.4f specificity %.4f%n",
          seed,
          groups.size(),
          bySource.sensitivity(),
          bySource.specificity(),
          bySource,
          byLabel.sensitivity(),
          byLabel.specificity());
      assertThat(bySource.sensitivity()).isGreaterThanOrEqualTo(0.99);
      assertThat(bySource.specificity()).isGreaterThanOrEqualTo(0.995);
      assertThat(byLabel.sensitivity()).isGreaterThanOrEqualTo(0.99);
    }
  }

  @Test
  void theRecordsThatTheSecondLabelKeepsTwiceAreCopies() throws Exception {
    List<Map<String, String>> kept =
        read().stream().filter(row -> "In_database".equals(row.get("label"))).toList();
    Set<String> titles = new java.util.HashSet<>();
    long copies =
        kept.stream()
            .filter(row -> !titles.add(citation(row).fingerprint().title() + row.get("year")))
            .count();
    assertThat(copies).isGreaterThan(350);
  }

  private static Figures figures(
      List<List<Map<String, String>>> groups, Predicate<Map<String, String>> kept) {
    int truePositive = 0;
    int falsePositive = 0;
    int falseNegative = 0;
    int trueNegative = 0;
    for (List<Map<String, String>> group : groups) {
      Map<String, String> survivor =
          group.stream().filter(kept).findFirst().orElse(group.getFirst());
      for (Map<String, String> row : group) {
        boolean counted = row != survivor;
        boolean duplicate = !kept.test(row);
        truePositive += counted && duplicate ? 1 : 0;
        falsePositive += counted && !duplicate ? 1 : 0;
        falseNegative += !counted && duplicate ? 1 : 0;
        trueNegative += !counted && !duplicate ? 1 : 0;
      }
    }
    return new Figures(truePositive, falsePositive, falseNegative, trueNegative);
  }

  private static List<List<Map<String, String>>> groups(List<Map<String, String>> records) {
    Assignment assignment = new Assignment(Map.of(), Map.of(), List.of(), Set.of(), "test");
    Map<String, Map<String, String>> byKey = new HashMap<>();
    for (Map<String, String> row : records) {
      String key = "hash:" + row.get("record_id");
      byKey.put(key, row);
      assignment.next(new Contribution("ris", key, null, citation(row)));
    }
    List<List<Map<String, String>>> groups = new ArrayList<>();
    for (Group group : assignment.touched()) {
      groups.add(
          group.parts().stream().map(part -> byKey.getOrDefault(part.key(), Map.of())).toList());
    }
    assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(records.size());
    return groups;
  }

  /// The authors of the file stand in one text without separators, the first one first.
  private static Citation citation(Map<String, String> row) {
    CitationDraft draft = new CitationDraft();
    draft.title = value(row, "title");
    draft.doi = CitationIds.doi(value(row, "doi"));
    draft.pages = value(row, "pages");
    draft.volume = value(row, "volume");
    draft.journalTitle = value(row, "journal");
    draft.year = Integer.valueOf(String.valueOf(value(row, "year")));
    draft.authors.add(
        new Citation.Author(
            String.valueOf(value(row, "author")).split(" ")[0], null, null, null, null, null));
    return draft.build("hash:0", new Citation.Source("ris", null, null));
  }

  private static @org.jspecify.annotations.Nullable String value(
      Map<String, String> row, String column) {
    String value = row.getOrDefault(column, "");
    return ABSENT.contains(value) ? null : value;
  }

  private static List<Map<String, String>> read() throws Exception {
    var file = SharedData.folder("dedup").resolve("ASySD_labelled_test_set.csv.gz");
    try (var in = new InputStreamReader(SharedData.open(file), Charset.forName("windows-1252"));
        MappingIterator<Map<String, String>> rows =
            new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(in)) {
      return new ArrayList<>(rows.readAll());
    }
  }
}
