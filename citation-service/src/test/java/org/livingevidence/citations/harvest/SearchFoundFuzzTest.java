package org.livingevidence.citations.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.livingevidence.citations.Limits;
import org.livingevidence.connect.BrokenBody;

/// Whatever a server answers to a search, it is read or called broken.
public class SearchFoundFuzzTest {
  @FuzzTest(maxDuration = "24h")
  void answer(byte[] data) throws IOException {
    try {
      SearchFound found = SearchFound.read(data, Limits.DEFAULT);
      assertThat(found.count()).isNotNegative();
    } catch (BrokenBody broken) {
      assertThat(broken.getMessage()).isNotBlank();
    }
  }
}
