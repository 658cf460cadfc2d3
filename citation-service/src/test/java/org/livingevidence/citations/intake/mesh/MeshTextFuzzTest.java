package org.livingevidence.citations.intake.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.livingevidence.citations.intake.TopicTables;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.citations.topic.part.TopicParts;

/// Whatever the bytes, the readers of MeSH's ASCII files and tables, and of CTD's diseases, tell
/// topics, reject lines, or refuse the file.
public class MeshTextFuzzTest {
  @SuppressWarnings("NullAway") // reading needs no writer
  private static final TopicParts NONE = null;

  @FuzzTest(maxDuration = "24h")
  void meshAscii(byte[] data) throws IOException {
    assertThat(TopicTables.read(new MeshAsciiIntake(TopicTables.LIMITS, NONE), data))
        .allSatisfy(each -> assertThat(((Part) each).id()).matches("[CD][0-9]{6,9}"));
  }

  @FuzzTest(maxDuration = "24h")
  void meshTable(byte[] data) throws IOException {
    assertThat(TopicTables.read(new MeshTableIntake(TopicTables.LIMITS, NONE), data))
        .doesNotContainNull();
  }

  @FuzzTest(maxDuration = "24h")
  void medic(byte[] data) throws IOException {
    assertThat(TopicTables.read(new MedicIntake(TopicTables.LIMITS, NONE), data))
        .allSatisfy(each -> assertThat(((Part) each).id()).matches("[CD][0-9]{6,9}"));
  }
}
