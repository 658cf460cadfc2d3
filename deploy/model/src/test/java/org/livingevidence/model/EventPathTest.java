package org.livingevidence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The design of the event path, checked over every interleaving of a small world (I1, I2, I3,
/// I5, I8, I10, I11, I14), and each of its safeguards, seen to be needed. `-Dmodel.deep=true`
/// adds a larger world.
class EventPathTest {

  @ParameterizedTest
  @CsvSource({
    "relay.cfg, 250000",
    "gateway.cfg, 170000",
    "restore.cfg, 110000",
    "restore-view.cfg, 6500",
    "liveness.cfg, 2500",
  })
  void theDesignHoldsInEveryState(String configuration, long atLeast) throws Exception {
    Tlc.Verdict verdict = Tlc.check(configuration);

    assertThat(verdict.violated()).as(verdict.output()).isNull();
    assertThat(verdict.distinctStates()).isGreaterThanOrEqualTo(atLeast);
  }

  @ParameterizedTest
  @CsvSource({
    "restore-deep.cfg, 200000",
    "restore-view-deep.cfg, 60000",
    "liveness-deep.cfg, 50000",
  })
  @EnabledIfSystemProperty(named = "model.deep", matches = "true")
  void theDesignHoldsInALargerWorld(String configuration, long atLeast) throws Exception {
    theDesignHoldsInEveryState(configuration, atLeast);
  }

  @ParameterizedTest
  @CsvSource({
    "reach-recreation.cfg, NeverRecreatedAfterFault",
    "reach-ghost.cfg, NoGhostEverLaid",
  })
  void whatTheModelSpeaksOfDoesHappenInIt(String configuration, String denial) throws Exception {
    assertThat(Tlc.check(configuration).violated()).isEqualTo(denial);
  }

  @ParameterizedTest
  @CsvSource({
    "cursor, LogCompleteWhenQuiet",
    "transactionOrder, FirstOccurrencesAscend",
    "transactionOrder-view, ViewNeverRegresses",
    "markBeforeAck, LogCompleteWhenQuiet",
    "commitBeforeApply, ConvergedWhenQuiet",
    "noProducerFencing, LastRecordIsNewest",
    "noProjectorFencing, OffsetNeverRegresses",
    "noEpoch, SameVersionSameContent",
    "noEpoch-view, ConvergedWhenQuiet",
    "noSweep, ConvergedWhenQuiet",
    "restoreUnnoticed, ConvergedWhenQuiet",
    "noticedByVersion, SameVersionSameContent",
    "reconnects, LogCompleteWhenQuiet",
    "twoSnapshots, LogCompleteWhenQuiet",
    "deleteUpTo, LogCompleteWhenQuiet",
    "noDeletionEvent, ConvergedWhenQuiet",
    "lastIdDedupe, ViewNeverRegresses",
  })
  void aPlantedErrorIsFound(String error, String violated) throws Exception {
    Tlc.Verdict verdict = Tlc.check("broken/" + error + ".cfg");

    assertThat(verdict.violated()).as(verdict.output()).isEqualTo(violated);
  }

  @Test
  void everyPlantedErrorOfTheModelIsTried() throws IOException {
    String listed = Files.readString(Path.of("spec", "EventPath.tla"));
    String errors = listed.substring(listed.indexOf('{') + 1, listed.indexOf('}'));
    try (Stream<Path> files = Files.list(Path.of("spec", "broken"))) {
      String tried = String.join("\n", files.map(EventPathTest::contents).toList());
      assertThat(errors.replaceAll("\\s", "").split(","))
          .allSatisfy(error -> assertThat(tried).contains("Broken = {" + error + "}"));
    }
  }

  private static String contents(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
