package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.teststack.Contracts;

/// Every real file of the formats, to its end.
class FormatFilesTest {
  private static final Map<String, String> KINDS =
      Map.of("medline", "nbib", "ris", "ris", "bibtex", "bibtex", "csl-json", "csl-json");

  /// Where a file gives another number of citations than the manifest counts records.
  private static final Map<String, String> EXPLAINED =
      Map.of(
          // Five PMIDs are counted; two blocks without one (a PMCID, a title) are records too.
          "medline/JabRef__MedlinePlainImporterTestMultipleEntries.txt", "7 and 0 rejected",
          // Two of the four have no title and no identifier: nothing could ever find them.
          "ris/asreview__baseline_empty_values.ris", "2 and 2 rejected");

  static Stream<Arguments> folders() {
    return KINDS.entrySet().stream().map(kind -> arguments(kind.getKey(), kind.getValue()));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyFileGivesTheRecordsThatTheManifestCounts(String folder, String kind) throws Exception {
    Map<String, String> counted = manifest();
    for (Path file : SharedData.files(folder)) {
      String name = folder + "/" + file.getFileName();
      ReadFiles.Read read = ReadFiles.read(kind, file);
      assertThat(read.citations().size() + " and " + read.rejections().size() + " rejected")
          .as(name)
          .isEqualTo(EXPLAINED.getOrDefault(name, counted.get(name) + " and 0 rejected"));
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyCitationKeepsTheContractAndHasAStableKey(String folder, String kind) throws Exception {
    for (Path file : SharedData.files(folder)) {
      ReadFiles.Read read = ReadFiles.read(kind, file);
      for (Contribution contribution : read.contributions()) {
        Citation citation = contribution.citation();
        assertThat(Contracts.violations("citation.v1.schema.json", StateJson.tree(citation)))
            .as("%s in %s", citation.id(), file.getFileName())
            .isEmpty();
        assertThat(contribution.source()).isEqualTo(kind);
      }
      assertThat(ReadFiles.read(kind, file)).isEqualTo(read);
    }
  }

  @Test
  void aFileIsRecognisedByItsOwnFormatAlone() throws Exception {
    List<String> wrong = new ArrayList<>();
    Path data = SharedData.folder("");
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String folder = String.valueOf(data.relativize(file).getName(0));
        String kind = KINDS.get(folder);
        List<String> expected = kind == null ? List.of() : List.of(kind);
        List<String> recognised = ReadFiles.recognising(head(file));
        if (!recognised.equals(expected)) {
          wrong.add(data.relativize(file) + " is taken for " + recognised);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void keywordsOfNoDialectBecomeHeadings() throws Exception {
    for (String folder : List.of("ris", "bibtex", "csl-json")) {
      for (Path file : SharedData.files(folder)) {
        assertThat(ReadFiles.read(KINDS.getOrDefault(folder, ""), file).citations())
            .as(file.toString())
            .allMatch(citation -> citation.headings().isEmpty());
      }
    }
  }

  @Test
  void noRealTextIsMendedThatWasNotBroken() throws Exception {
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      for (Path file : SharedData.files(kind.getKey())) {
        for (Citation citation : ReadFiles.read(kind.getValue(), file).citations()) {
          assertThat(citation.repairs())
              .as("%s in %s", citation.id(), file)
              .allMatch(
                  repair ->
                      EscapedTwice.BASIS.equals(repair.basis())
                          && repair.original() != null
                          && EscapedTwice.reversed(repair.original()) != null);
        }
      }
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = SharedData.open(file)) {
      return in.readNBytes(ImportHead.LENGTH);
    } catch (java.util.zip.ZipException e) {
      return new byte[0];
    }
  }

  private static Map<String, String> manifest() throws IOException {
    Map<String, String> counted = new HashMap<>();
    for (String line : Files.readAllLines(SharedData.folder("").resolve("MANIFEST.tsv"))) {
      String[] cells = line.split("\t");
      if (cells.length > 6) {
        counted.put(cells[0], cells[6].split(" ")[0]);
      }
    }
    return counted;
  }
}
