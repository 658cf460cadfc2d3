package org.livingevidence.drugs.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.label.LabelDiff.Effect;
import org.livingevidence.drugs.label.LabelDiff.SectionChange;
import org.livingevidence.drugs.label.Section.Passage;
import org.livingevidence.drugs.label.TextDiff.Run;

class LabelDiffTest {
  private static Section section(String code, String title, String text, Section... within) {
    return new Section(
        code, title, null, new Passage("<p>" + text + "</p>", text), null, Arrays.asList(within));
  }

  private static LabelDocument label(long version, Section... sections) {
    return label(version, Rendering.SPL, sections);
  }

  private static LabelDocument label(long version, Rendering rendering, Section... sections) {
    return new LabelDocument(
        "a",
        version,
        null,
        null,
        LabelKind.SPL,
        rendering,
        "US",
        "en",
        null,
        null,
        null,
        Identifiers.of(List.of(), null),
        List.of(),
        List.of(sections));
  }

  private static LabelDiff between(List<Section> before, List<Section> after) {
    return LabelDiff.between(
        label(1, before.toArray(Section[]::new)), label(2, after.toArray(Section[]::new)), 3);
  }

  private static SectionChange only(LabelDiff diff) {
    assertThat(diff.changes()).hasSize(1);
    return diff.changes().getFirst();
  }

  private static String shown(List<Run> runs) {
    return runs.stream()
        .map(
            run ->
                switch (run.op()) {
                  case EQUAL -> run.text();
                  case DELETE -> "[-" + run.text() + "-]";
                  case INSERT -> "[+" + run.text() + "+]";
                })
        .collect(Collectors.joining(" "));
  }

  private static String words(String before, String after) {
    return shown(new TextDiff(3, 1_000_000).between(before, after));
  }

  @Test
  void wordsAreComparedWithinTheSentenceThatChanged() {
    assertThat(
            words(
                "For adults with gout. Not for children. Take 1.5 mg daily.",
                "For adults with gout. Not for children under 2. Take 2.5 mg daily."))
        .isEqualTo("… Not for children [+under 2+] . Take [-1.5-] [+2.5+] mg daily.");
  }

  @Test
  void blanksThatASourceSetsAnewAreNoChange() {
    assertThat(words("See (1.1). At 10 mg/m2, H2O", "See ( 1.1 ) . At 10 mg/m 2 , H 2 O"))
        .isEmpty();
    assertThat(words("one (1.1) two", "one ( 1.1 ) three"))
        .isEqualTo("one (1.1) [-two-] [+three+]".replace("(1.1)", "( 1.1 )"));
  }

  @Test
  void aTextBeyondTheBudgetStandsAsReplacedWhole() {
    String before = "Alpha beta. ".repeat(200);
    String after = "Gamma delta. ".repeat(200);

    var runs = new TextDiff(3, 100).between(before, after);

    assertThat(runs).extracting(Run::op).containsExactly(TextDiff.Op.DELETE, TextDiff.Op.INSERT);
  }

  @Test
  void sectionsThatCameAndWentAreTold() {
    var kept = section("34067-9", "1 Uses", "For gout.");
    var diff =
        between(
            List.of(kept, section("34093-5", "15 References", "A long reference to something.")),
            List.of(section("34066-1", "Warning", "Beware of it in every way."), kept));

    assertThat(diff.boxedWarning()).isEqualTo(Effect.ADDED);
    assertThat(diff.counts()).isEqualTo(new LabelDiff.Counts(1, 1, 0, 0, 0, 1));
    assertThat(diff.changes())
        .extracting(SectionChange::effect)
        .containsExactly(Effect.ADDED, Effect.REMOVED);
    assertThat(diff.changes().getFirst().boxedWarning()).isTrue();
    assertThat(shown(diff.changes().getFirst().words())).startsWith("[+Beware");
  }

  @Test
  void aNumberThatMovesOnIsNeitherARenamingNorAMove() {
    var diff =
        between(
            List.of(
                section(
                    "43685-7",
                    "5 Warnings",
                    "",
                    section("42229-5", "5.1 Infections", "Serious infections occur."),
                    section("42229-5", "5.2 Tumours", "Tumours occur."))),
            List.of(
                section(
                    "43685-7",
                    "5 Warnings",
                    "",
                    section("42229-5", "5.1 Allergy", "Allergic reactions of every kind occur."),
                    section("42229-5", "5.2 Infections", "Serious infections occur."),
                    section("42229-5", "5.3 Tumours", "Tumours occur."))));

    assertThat(only(diff).effect()).isEqualTo(Effect.ADDED);
    assertThat(only(diff).path()).containsExactly("5 Warnings", "5.1 Allergy");
  }

  @Test
  void aSectionThatMovedOrWasRenamedIsFoundAgain() {
    String text = "Use with anakinra is not recommended because of serious infections.";
    var diff =
        between(
            List.of(
                section("43685-7", "5 Warnings", "W.", section("42229-5", "5.7 Anakinra", text)),
                section("34073-7", "7 Interactions", "I.")),
            List.of(
                section("43685-7", "5 Warnings", "W."),
                section("34073-7", "7 Interactions", "I.", section("42229-5", "7.1 IL-1", text))));

    var change = only(diff);
    assertThat(change.effect()).isEqualTo(Effect.UNCHANGED);
    assertThat(change.moved()).isTrue();
    assertThat(change.renamed()).isTrue();
    assertThat(change.path()).containsExactly("7 Interactions", "7.1 IL-1");
    assertThat(change.fromPath()).containsExactly("5 Warnings", "5.7 Anakinra");
  }

  @Test
  void neighboursThatChangePlacesAreOneMove() {
    var a = section("34067-9", "A", "For gout and the like.");
    var b = section("34068-7", "B", "Once a day.");
    var c = section("34070-3", "C", "None are known.");

    var change = only(between(List.of(a, b, c), List.of(c, a, b)));

    assertThat(change.moved()).isTrue();
    assertThat(change.code()).isEqualTo("34070-3");
  }

  @Test
  void aDocumentAndItsFlattenedRecordDifferInNothing() {
    var nested =
        section(
            "43684-0",
            "8 Populations",
            "Lead.",
            section("42228-7", "8.1 Pregnancy", "Not known."),
            section("77290-5", "8.2 Lactation", "Unknown."));
    var boxed = section("34066-1", "WARNING: BEWARE", "Of it.");
    var flat =
        section(
            "43684-0",
            "Use in specific populations",
            "8 Populations Lead.\n8.2 Lactation Unknown.",
            section("42228-7", "Pregnancy", "8.1 Pregnancy Not known."));

    var diff =
        LabelDiff.between(
            label(1, Rendering.SPL, boxed, nested),
            label(
                1,
                Rendering.OPENFDA,
                section("34066-1", "Boxed warning", "WARNING: BEWARE Of it."),
                flat),
            3);

    assertThat(diff.sameForm()).isFalse();
    assertThat(diff.boxedWarning()).isEqualTo(Effect.UNCHANGED);
    assertThat(diff.changes()).isEmpty();
  }

  @Test
  void theSameVersionDiffersInNothing() {
    var sections =
        List.of(
            section("1-1", "A", "x", section("42229-5", "A", "x"), section("42229-5", "A", "x")));

    assertThat(between(sections, sections).changes()).isEmpty();
  }
}
