package org.livingevidence.drugs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.intake.leaflet.LeafletFuzzTest;
import org.livingevidence.drugs.intake.openfda.OpenFdaFuzzTest;
import org.livingevidence.drugs.intake.register.RegisterFuzzTest;
import org.livingevidence.drugs.intake.spl.SplFuzzTest;
import org.livingevidence.drugs.source.dailymed.ListingFuzzTest;
import org.livingevidence.drugs.source.openfda.OpenFdaPageFuzzTest;
import org.livingevidence.teststack.FreeFuzzing;

/// Every reader of labels against inputs that the fuzzer finds for itself: for a few seconds
/// each in a build, for as long as `evidence.fuzz.seconds` says.
class FreeFuzzingTest {
  /// Fewer would mean that it did not explore at all.
  private static final int FEWEST = 20;

  @Test
  void noInputBreaksTheReaderOfSpl() throws Exception {
    explore(SplFuzzTest.class, "spl");
  }

  @Test
  void noInputBreaksTheReaderOfOpenFda() throws Exception {
    explore(OpenFdaFuzzTest.class, "openFda");
  }

  @Test
  void noInputBreaksTheReaderOfLeaflets() throws Exception {
    explore(LeafletFuzzTest.class, "leaflet");
  }

  @Test
  void noInputBreaksTheReadersOfListsThatAreFetched() throws Exception {
    explore(OpenFdaPageFuzzTest.class, "page");
    explore(ListingFuzzTest.class, "labels");
    explore(ListingFuzzTest.class, "versions");
  }

  @Test
  void noInputBreaksTheReadersOfRegisters() throws Exception {
    explore(RegisterFuzzTest.class, "drugsAtFda");
    explore(RegisterFuzzTest.class, "orphanList");
    explore(RegisterFuzzTest.class, "rxNormByUnii");
  }

  private static void explore(Class<?> test, String method) throws Exception {
    FreeFuzzing.Explored explored =
        FreeFuzzing.explore(
            test, method + "(byte[])", Path.of("target", "fuzz", method).toAbsolutePath());
    System.out.printf("%s: %d inputs%n", method, explored.inputs());
    assertThat(explored.broke()).as(explored.said()).isFalse();
    assertThat(explored.inputs()).as(explored.said()).isGreaterThan(FEWEST);
  }
}
