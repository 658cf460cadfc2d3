package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.livingevidence.citations.harvest.SearchFoundFuzzTest;
import org.livingevidence.citations.intake.mesh.MeshFuzzTest;
import org.livingevidence.citations.intake.mesh.MeshTextFuzzTest;
import org.livingevidence.citations.intake.mondo.SssomFuzzTest;
import org.livingevidence.citations.intake.pubmed.PubmedFuzzTest;
import org.livingevidence.citations.search.QueryFuzzTest;
import org.livingevidence.teststack.FreeFuzzing;

/// Every reader, and the parser of queries, against inputs that the fuzzer finds for itself: for a
/// few seconds each in a build, for as long as wished with
/// `mvn -pl citation-service -am test -Dtest=FreeFuzzingTest -Devidence.fuzz.seconds=600
/// -Dsurefire.failIfNoSpecifiedTests=false`.
class FreeFuzzingTest {
  /// Fewer would mean that it did not explore at all.
  private static final int FEWEST = 20;

  @ParameterizedTest
  @ValueSource(strings = {"nbib", "ris", "bibtex", "csl", "retractions"})
  void noInputBreaksAReaderOfText(String format) throws Exception {
    explore(ReadersFuzzTest.class, format, "byte[]");
  }

  @Test
  void noInputBreaksTheReaderOfPubmed() throws Exception {
    explore(PubmedFuzzTest.class, "pubmed", "byte[]");
  }

  @Test
  void noInputBreaksTheReaderOfMesh() throws Exception {
    explore(MeshFuzzTest.class, "mesh", "byte[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"meshAscii", "meshTable", "medic"})
  void noInputBreaksTheReadersOfMeshAsText(String format) throws Exception {
    explore(MeshTextFuzzTest.class, format, "byte[]");
  }

  @Test
  void noInputBreaksTheReaderOfMappings() throws Exception {
    explore(SssomFuzzTest.class, "sssom", "byte[]");
  }

  @Test
  void noAnswerOfPubmedBreaksAHarvest() throws Exception {
    explore(SearchFoundFuzzTest.class, "answer", "byte[]");
  }

  @Test
  void noInputBreaksTheParserOfQueries() throws Exception {
    explore(
        QueryFuzzTest.class,
        "aQueryIsReadOrRefused",
        "com.code_intelligence.jazzer.api.FuzzedDataProvider");
  }

  private static void explore(Class<?> test, String method, String type) throws Exception {
    FreeFuzzing.Explored explored =
        FreeFuzzing.explore(
            test, method + "(" + type + ")", Path.of("target", "fuzz", method).toAbsolutePath());
    System.out.printf("%s: %d inputs%n", method, explored.inputs());
    assertThat(explored.broke()).as(explored.said()).isFalse();
    assertThat(explored.inputs()).as(explored.said()).isGreaterThan(FEWEST);
  }
}
