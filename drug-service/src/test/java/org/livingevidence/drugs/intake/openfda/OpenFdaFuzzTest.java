package org.livingevidence.drugs.intake.openfda;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.livingevidence.drugs.intake.file.Limits;
import org.livingevidence.drugs.intake.file.Sunk;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.imports.ImportRejected;

/// Whatever the bytes, the reader of openFDA gives labels, rejects records, or refuses the file.
public class OpenFdaFuzzTest {
  private static final OpenFdaIntake INTAKE = intake();

  @SuppressWarnings("NullAway") // reading needs no writer
  private static OpenFdaIntake intake() {
    LabelWriter none = null;
    return new OpenFdaIntake(none, Limits.USUAL);
  }

  @FuzzTest(maxDuration = "24h")
  void openFda(byte[] data) throws IOException {
    try {
      Sunk sunk = Sunk.read(INTAKE, data);
      assertThat(sunk.labels).allSatisfy(each -> assertThat(each.label().setId()).isNotBlank());
      assertThat(sunk.reasons).allMatch(reason -> !reason.isBlank());
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
