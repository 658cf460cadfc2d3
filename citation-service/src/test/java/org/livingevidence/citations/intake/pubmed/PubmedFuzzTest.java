package org.livingevidence.citations.intake.pubmed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.teststack.Contracts;

/// Whatever the bytes, PubMed's reader tells records that keep the contract, rejects them, or
/// refuses the document.
public class PubmedFuzzTest {
  private static final Limits LIMITS = new Limits(50, 16, 1_000, 100_000, 100);

  @FuzzTest(maxDuration = "24h")
  void pubmed(byte[] data) throws IOException {
    PubmedFiles.Read read;
    try {
      read = PubmedFiles.read(new ByteArrayInputStream(data), LIMITS);
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
      return;
    }
    for (Citation citation : read.citations()) {
      assertThat(Contracts.violations("citation.v1.schema.json", StateJson.tree(citation)))
          .isEmpty();
      assertThat(StateJson.write(citation)).doesNotContain("\\u0000");
    }
    assertThat(read.rejections()).allMatch(reason -> !reason.isBlank());
  }
}
