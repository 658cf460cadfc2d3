package org.livingevidence.citations.intake.mondo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.livingevidence.citations.intake.TopicTables;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.citations.topic.part.TopicParts;

/// Whatever the bytes, the reader of mapping sets tells mappings, rejects rows, or refuses the
/// file.
public class SssomFuzzTest {
  @SuppressWarnings("NullAway") // reading needs no writer
  private static final TopicParts NONE = null;

  @FuzzTest(maxDuration = "24h")
  void sssom(byte[] data) throws IOException {
    assertThat(TopicTables.read(new SssomIntake(TopicTables.LIMITS, NONE), data))
        .filteredOn(Part.class::isInstance)
        .allSatisfy(each -> assertThat(((Part) each).id()).isNotBlank());
  }
}
