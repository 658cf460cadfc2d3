package org.livingevidence.citations.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.intake.pubmed.PubmedFiles;
import org.livingevidence.citations.source.InMemory.Document;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

/// Any order of the documents, and any repetition of them, ends in the same states.
class SourceOrderTest {
  private static final int PERMUTATIONS = 100;

  @Test
  void everyOrderOfTheRealFilesEndsTheSame() throws Exception {
    // Given
    List<Document> documents = realDocuments();
    Map<String, String> expected = afterAll(documents);
    Random random = new Random(20231213);
    for (int i = 0; i < PERMUTATIONS; i++) {
      // When
      List<Document> shuffled = new ArrayList<>(documents);
      Collections.shuffle(shuffled, random);
      InMemory store = new InMemory();
      for (Document document : shuffled) {
        store.accept(document, 1 + random.nextInt(500));
        if (random.nextInt(4) == 0) {
          store.accept(shuffled.get(random.nextInt(shuffled.size())), 500);
        }
      }
      // Then
      assertThat(store.standing()).isEqualTo(expected);
    }
  }

  @Test
  void theRealFilesHoldManyPmidsInDifferingForms() throws Exception {
    Map<String, Set<String>> forms = new HashMap<>();
    for (Document document : realDocuments()) {
      for (SourceState record : document.records()) {
        if (record instanceof SourceState.Present present) {
          forms.computeIfAbsent(present.id(), id -> new HashSet<>()).add(present.hash());
        }
      }
    }
    assertThat(forms.values().stream().filter(hashes -> hashes.size() > 1).count())
        .isGreaterThan(100);
  }

  @Test
  void aSecondImportOfEverythingGivesNoEvent() throws Exception {
    // Given
    List<Document> documents = realDocuments();
    InMemory store = new InMemory();
    documents.forEach(document -> store.accept(document, 500));
    int events = store.events();
    // When
    List<Outcome> second = new ArrayList<>();
    documents.forEach(document -> second.addAll(store.accept(document, 500)));
    // Then
    assertThat(store.events()).isEqualTo(events);
    assertThat(second)
        .extracting(Outcome::kind)
        .containsOnly(OutcomeKind.UNCHANGED, OutcomeKind.OLDER, OutcomeKind.ABSENT);
  }

  @Test
  void theRealDeletionsHoldInWhateverOrderTheirFilesCome() throws Exception {
    List<Document> three =
        realDocuments().stream()
            .filter(
                document ->
                    List.of(
                            "agrunfeld__medsamp2014.xml.gz",
                            "bcbi__pubmedsample19n0001.xml.gz",
                            "JULIELab__pubmedsample18n0001.xml.gz")
                        .contains(document.name()))
            .toList();
    assertThat(three).hasSize(3);
    for (List<Document> order : permutations(three)) {
      assertThat(afterAll(order)).doesNotContainKeys("pmid:23203860", "pmid:23203896");
    }
  }

  @Test
  void onlyARecordAboveTheDeletionBringsItBack() {
    SourceState first = record("2020-01-01", "a");
    SourceState stale = record("2020-05-01", "b");
    SourceState newer = record("2021-01-01", "c");
    SourceState deletion = new SourceState.Absent("pmid:7", 1, "2020-06-01");
    for (List<Document> order :
        permutations(List.of(one(first), one(stale), one(newer), one(deletion)))) {
      assertThat(afterAll(order)).containsExactly(Map.entry("pmid:7", "c"));
    }
    for (List<Document> order : permutations(List.of(one(first), one(stale), one(deletion)))) {
      assertThat(afterAll(order)).isEmpty();
    }
  }

  @Test
  void releaseThenContentDecideWhereDatesAreTheSame() {
    Document older = new Document("pubmed24n0001.xml", List.of(record("2020-01-01", "f")));
    Document newer = new Document("pubmed24n1219.xml.gz", List.of(record("2020-01-01", "a")));
    Document unnamed = new Document("export.xml", List.of(record("2020-01-01", "b")));
    Document other = new Document("other.xml", List.of(record("2020-01-01", "c")));
    for (List<Document> order : permutations(List.of(older, newer, unnamed, other))) {
      assertThat(afterAll(order)).containsExactly(Map.entry("pmid:7", "a"));
    }
    for (List<Document> order : permutations(List.of(unnamed, other))) {
      assertThat(afterAll(order)).containsExactly(Map.entry("pmid:7", "c"));
    }
  }

  @Test
  void aHigherVersionOfThePmidWinsOverAnyDate() {
    Document first = one(new SourceState.Present("pmid:7", 1, "2024-01-01", "{}", "a", "state"));
    Document second = one(new SourceState.Present("pmid:7", 2, null, "{}", "b", "state"));
    for (List<Document> order : permutations(List.of(first, second))) {
      assertThat(afterAll(order)).containsExactly(Map.entry("pmid:7", "b"));
    }
  }

  @Test
  void theSameContentInANewerReleaseIsNoChange() {
    InMemory store = new InMemory();
    store.accept(new Document("pubmed24n0001.xml", List.of(record("2020-01-01", "a"))), 10);
    List<Outcome> again =
        store.accept(new Document("pubmed25n0001.xml", List.of(record("2020-01-01", "a"))), 10);
    assertThat(again).extracting(Outcome::kind).containsExactly(OutcomeKind.UNCHANGED);
    assertThat(store.events()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anUndatedDeletionTakesTheRecordThatIsThereOrTheFirstThatComes(boolean deletionFirst) {
    // Given
    Document deletion = new Document("d.xml", List.of(new SourceState.Absent("pmid:7", 1, null)));
    Document record = one(record("2020-01-01", "a"));
    InMemory store = new InMemory();
    // When
    (deletionFirst ? List.of(deletion, record) : List.of(record, deletion))
        .forEach(document -> store.accept(document, 10));
    // Then
    assertThat(store.standing()).isEmpty();
    // And when it is revised, and everything is imported again
    store.accept(one(record("2021-01-01", "b")), 10);
    store.accept(record, 10);
    store.accept(deletion, 10);
    // Then
    assertThat(store.standing()).containsExactly(Map.entry("pmid:7", "b"));
  }

  @Test
  void theSamePmidTwiceInOneDocumentGivesOneEvent() {
    InMemory store = new InMemory();
    List<Outcome> outcomes =
        store.accept(
            new Document("x", List.of(record("2020-01-01", "a"), record("2020-02-01", "b"))), 10);
    assertThat(outcomes)
        .extracting(Outcome::kind)
        .containsExactly(OutcomeKind.CREATED, OutcomeKind.UPDATED);
    assertThat(store.events()).isEqualTo(1);
    assertThat(store.standing()).containsExactly(Map.entry("pmid:7", "b"));
  }

  private static List<Document> realDocuments() throws Exception {
    List<Document> documents = new ArrayList<>();
    for (Path file : SharedData.files("pubmed")) {
      documents.add(
          new Document(String.valueOf(file.getFileName()), PubmedFiles.read(file).states()));
    }
    return documents;
  }

  private static Map<String, String> afterAll(List<Document> documents) {
    InMemory store = new InMemory();
    documents.forEach(document -> store.accept(document, 500));
    return store.standing();
  }

  private static SourceState record(String revised, String hash) {
    return new SourceState.Present("pmid:7", 1, revised, "{}", hash, "state");
  }

  private static Document one(SourceState record) {
    return new Document("x.xml", List.of(record));
  }

  private static <T> List<List<T>> permutations(List<T> items) {
    if (items.isEmpty()) {
      return List.of(List.of());
    }
    List<List<T>> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<T> rest = new ArrayList<>(items);
      T first = rest.remove(i);
      for (List<T> tail : permutations(rest)) {
        List<T> whole = new ArrayList<>(List.of(first));
        whole.addAll(tail);
        all.add(whole);
      }
    }
    return all;
  }
}
