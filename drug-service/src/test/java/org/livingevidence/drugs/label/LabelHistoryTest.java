package org.livingevidence.drugs.label;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.label.Section.Passage;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

/// What is held of a label follows from what was read of it, in whatever order.
@DrugServiceTest
class LabelHistoryTest {
  private static final ImportContext IMPORT = new ImportContext("d-test", "spl", "test.xml", "me");

  @Inject LabelWriter writer;
  @Inject LabelStore store;
  @Inject HeldLabels held;
  @Inject Heard heard;

  @ApplicationScoped
  static class Heard {
    private final ConcurrentLinkedQueue<String> setIds = new ConcurrentLinkedQueue<>();

    void changed(@Observes LabelsChanged changed) {
      setIds.addAll(changed.setIds());
    }

    long times(String setId) {
      return setIds.stream().filter(setId::equals).count();
    }
  }

  private static Section section(String code, String title, String text) {
    return new Section(
        code, title, null, new Passage("<p>" + text + "</p>", text), null, List.of());
  }

  private static SourcedLabel label(
      String setId,
      long version,
      String effective,
      Rendering rendering,
      @Nullable String release,
      String brand,
      Section... sections) {
    var names = List.of(brand);
    List<String> none = List.of();
    var identifiers =
        new Identifiers(
            names, none, none, none, none, none, none, none, none, none, none, none, none, none);
    return new SourcedLabel(
        new LabelDocument(
            setId,
            version,
            "document-" + version,
            effective,
            LabelKind.SPL,
            rendering,
            "US",
            "en",
            null,
            null,
            null,
            identifiers,
            List.of(),
            List.of(sections)),
        release);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private List<Outcome> put(SourcedLabel... labels) {
    return QuarkusTransaction.requiringNew().call(() -> writer.putAll(List.of(labels), IMPORT));
  }

  private JsonNode state(String setId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> requireNonNull(store.read(setId), "not held").data());
  }

  private static List<SourcedLabel> story(String setId) {
    var gout = section("34067-9", "Indications", "For gout.");
    var warning = section("34066-1", "Boxed warning", "Beware.");
    var references = section("34093-5", "References", "A reference.");
    return List.of(
        label(setId, 1, "2020-01-01", Rendering.OPENFDA, "2020-02-01", "Testa", gout, references),
        label(setId, 2, "2021-01-01", Rendering.SPL, null, "Testa", gout, warning, references),
        label(setId, 2, "2021-01-01", Rendering.OPENFDA, "2021-02-01", "Testa", gout, warning),
        label(setId, 3, "2022-01-01", Rendering.OPENFDA, "2022-02-01", "Testa", gout, references),
        label(setId, 3, "2022-01-01", Rendering.OPENFDA, "2022-03-01", "Testa", gout),
        label(setId, 3, "2022-01-01", Rendering.OPENFDA, "2022-04-01", "Testa New", gout));
  }

  private static void permutations(
      List<Integer> left, List<Integer> chosen, List<List<Integer>> found) {
    if (left.isEmpty()) {
      found.add(List.copyOf(chosen));
    }
    for (Integer next : left) {
      var rest = new ArrayList<>(left);
      rest.remove(next);
      var with = new ArrayList<>(chosen);
      with.add(next);
      permutations(rest, with, found);
    }
  }

  @Test
  void everyOrderOfImportsEndsInTheSameState() {
    List<List<Integer>> orders = new ArrayList<>();
    permutations(List.of(1, 2, 3, 4, 5), List.of(), orders);
    Set<String> states = new HashSet<>();
    for (var order : orders) {
      String setId = newId();
      var story = story(setId);
      order.forEach(at -> put(story.get(at)));
      states.add(state(setId).toString().replace(setId, "X"));
    }
    assertThat(orders).hasSize(120);
    assertThat(states).hasSize(1);
  }

  @Test
  void theHistoryTellsItsSourcesAndWhatChangedSilently() {
    String setId = newId();
    put(story(setId).toArray(SourcedLabel[]::new));

    var state = state(setId);

    assertThat(state.at("/version").asLong()).isEqualTo(3);
    assertThat(state.at("/name").asText()).isEqualTo("Testa New");
    assertThat(state.has("boxedWarning")).isFalse();
    assertThat(state.at("/indications/text").asText()).isEqualTo("For gout.");
    assertThat(state.at("/versions").findValuesAsText("version")).containsExactly("3", "2", "1");
    assertThat(state.at("/versions/1/source").asText()).isEqualTo("spl");
    assertThat(state.at("/versions/1/sources")).hasSize(2);
    assertThat(state.at("/versions/1/boxedWarning").asText()).hasSize(64);
    assertThat(state.at("/versions/1").has("changedWithoutNewVersion")).isFalse();
    var silent = state.at("/versions/0/changedWithoutNewVersion");
    assertThat(silent.path("renditions")).hasSize(2);
    assertThat(silent.at("/vanished/0/code").asText()).isEqualTo("34093-5");
  }

  @Test
  void theSameAgainIsConfirmedAndTellsNobody() {
    String setId = newId();
    put(story(setId).toArray(SourcedLabel[]::new));
    assertThat(heard.times(setId)).isEqualTo(1);

    var outcomes = put(story(setId).toArray(SourcedLabel[]::new));

    assertThat(outcomes).extracting(Outcome::kind).containsOnly(OutcomeKind.UNCHANGED);
    assertThat(heard.times(setId)).isEqualTo(1);
  }

  @Test
  void anOlderVersionThatComesLateTakesItsPlaceAndNeverBecomesCurrent() {
    String setId = newId();
    var story = story(setId);
    put(story.get(3));

    var late = put(story.get(0)).getFirst();

    assertThat(late.kind()).isEqualTo(OutcomeKind.UPDATED);
    assertThat(late.reason()).contains("version 1 takes its place", "version 3 stays");
    var current =
        QuarkusTransaction.requiringNew()
            .call(() -> Map.entry("current", requireNonNull(held.current(setId))))
            .getValue();
    assertThat(current.version()).isEqualTo(3);
    assertThat(state(setId).path("versions")).hasSize(2);
  }

  @Test
  void whatAnImportBroughtIsTakenBackUnlessAnotherHasConfirmedIt() {
    String setId = newId();
    var story = story(setId);
    put(story.get(0));
    var other = new ImportContext("d-other", "spl", "other.xml", "me");
    var unused =
        QuarkusTransaction.requiringNew()
            .call(() -> writer.putAll(List.of(story.get(0), story.get(1)), other));

    assertThat(takeBack(setId, "d-other").kind()).isEqualTo(OutcomeKind.UPDATED);
    assertThat(state(setId).path("versions").findValuesAsText("version")).containsExactly("1");
    assertThat(takeBack(setId, IMPORT.importId()).kind()).isEqualTo(OutcomeKind.OLDER);
    assertThat(state(setId).at("/version").asLong()).isEqualTo(1);

    String alone = newId();
    put(story(alone).toArray(SourcedLabel[]::new));
    assertThat(takeBack(alone, IMPORT.importId()).kind()).isEqualTo(OutcomeKind.DELETED);
    assertThat(heard.times(alone)).isEqualTo(2);
    assertThat(QuarkusTransaction.requiringNew().call(() -> held.versions(alone))).isEmpty();
    put(story(alone).getFirst());
    assertThat(state(alone).at("/version").asLong()).isEqualTo(1);
  }

  private Outcome takeBack(String setId, String importId) {
    return QuarkusTransaction.requiringNew()
        .call(() -> writer.takeBack(List.of(setId), importId))
        .getFirst();
  }
}
