package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livingevidence.citations.SharedData;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.teststack.Contracts;

/// Whatever the bytes, a reader answers with records that keep the contract, with rejections, or
/// refuses the file; it neither breaks nor hangs.
///
/// Here each `@FuzzTest` runs over its seeds; `FreeFuzzingTest` looks for inputs of its own.
public class ReadersFuzzTest {
  private static final TextLimits LIMITS = ReadFiles.limits(100_000, 2_000, 1_000);

  @FuzzTest(maxDuration = "24h")
  void nbib(byte[] data) throws Exception {
    read("nbib", data);
  }

  @FuzzTest(maxDuration = "24h")
  void ris(byte[] data) throws Exception {
    read("ris", data);
  }

  @FuzzTest(maxDuration = "24h")
  void bibtex(byte[] data) throws Exception {
    read("bibtex", data);
  }

  @FuzzTest(maxDuration = "24h")
  void csl(byte[] data) throws Exception {
    read("csl-json", data);
  }

  @FuzzTest(maxDuration = "24h")
  void retractions(byte[] data) throws Exception {
    read("retraction-table", data);
  }

  /// Real files with real damage, the same each time: bytes changed, lost, doubled, moved.
  @ParameterizedTest
  @CsvSource({
    "nbib, medline/biopython__pubmed_result2.txt",
    "nbib, medline/JabRef__MedlinePlainImporterTestMultipleEntries.txt",
    "ris, ris/asreview___baseline_embase.ris",
    "ris, ris/asreview__ris_issue_992.txt",
    "bibtex, bibtex/titipata__paper.bib",
    "bibtex, bibtex/JabRef__MedlineImporterTestMathML.bib",
    "csl-json, csl-json/manubot__bibliography.json"
  })
  void damagedFilesHarmNobody(String kind, String file) throws Exception {
    Path path = SharedData.folder("").resolve(file);
    byte[] whole = Files.readAllBytes(path);
    byte[] start = Arrays.copyOf(whole, Math.min(whole.length, 12_000));
    Random random = new Random(7);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < Integer.getInteger("evidence.damage", 300); i++) {
            byte[] damaged = damaged(start, random);
            try {
              read(kind, damaged);
            } catch (RuntimeException | AssertionError e) {
              throw new AssertionError(
                  kind + " after " + new String(damaged, StandardCharsets.ISO_8859_1), e);
            }
          }
        });
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int times = 1 + random.nextInt(8);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(bytes.length);
      int length = Math.min(1 + random.nextInt(40), bytes.length - at);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 2 -> {
          int to = random.nextInt(bytes.length - length + 1);
          System.arraycopy(whole, Math.min(at, whole.length - length), bytes, to, length);
        }
        case 3 -> bytes[at] = (byte) "{}\"\\,@-\n\r[]: <&".charAt(random.nextInt(15));
        default -> Arrays.fill(bytes, at, at + length, bytes[at]);
      }
    }
    return bytes;
  }

  private static void read(String kind, byte[] data) throws IOException {
    ReadFiles.recognising(data);
    ReadFiles.Read read;
    try {
      read = ReadFiles.read(kind, new ByteArrayInputStream(data), LIMITS);
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    for (Contribution contribution : read.contributions()) {
      assertThat(
              Contracts.violations(
                  "citation.v1.schema.json", StateJson.tree(contribution.citation())))
          .isEmpty();
      assertThat(StateJson.write(contribution.citation())).doesNotContain("\\u0000");
    }
    assertThat(read.rejections()).allMatch(reason -> !reason.isBlank());
  }
}
