package org.livingevidence.citations.intake.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.Limits;
import org.livingevidence.citations.intake.XmlDocument;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.imports.ImportRejected;

/// Whatever the bytes, the reader of MeSH XML tells topics, rejects them, or refuses the document.
public class MeshFuzzTest {
  private static final Limits LIMITS = new Limits(50, 16, 1_000, 100_000, 100);

  @FuzzTest(maxDuration = "24h")
  void mesh(byte[] data) throws IOException {
    List<Topic> topics = new ArrayList<>();
    MeshDocument.Sink sink =
        new MeshDocument.Sink() {
          @Override
          public void accept(Topic topic) {
            topics.add(topic);
          }

          @Override
          public void rejected(@Nullable String id, String reason) {
            assertThat(reason).isNotBlank();
          }
        };
    try {
      XmlDocument.read(
          new ByteArrayInputStream(data), LIMITS, xml -> new MeshDocument(xml, sink).read());
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
    }
    assertThat(topics).allSatisfy(topic -> assertThat(topic.id()).matches("[CD][0-9]{6,9}"));
  }
}
