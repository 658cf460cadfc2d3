package org.livingevidence.drugs.source.openfda;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.livingevidence.connect.BrokenBody;

/// Whatever a server answers to a search, it is read or called broken.
public class OpenFdaPageFuzzTest {
  @FuzzTest(maxDuration = "24h")
  void page(byte[] data) throws IOException {
    try {
      assertThat(OpenFdaPage.read(new ByteArrayInputStream(data)).labels()).doesNotContainNull();
    } catch (BrokenBody broken) {
      assertThat(broken.getMessage()).isNotBlank();
    }
  }
}
