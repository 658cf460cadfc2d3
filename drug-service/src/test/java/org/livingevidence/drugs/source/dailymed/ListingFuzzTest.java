package org.livingevidence.drugs.source.dailymed;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.livingevidence.connect.BrokenBody;

/// Whatever a server answers for a list, it is read or called broken.
public class ListingFuzzTest {
  @FuzzTest(maxDuration = "24h")
  void labels(byte[] data) throws IOException {
    try {
      assertThat(Listing.setIds(new ByteArrayInputStream(data)).total()).isNotNegative();
    } catch (BrokenBody broken) {
      assertThat(broken.getMessage()).isNotBlank();
    }
  }

  @FuzzTest(maxDuration = "24h")
  void versions(byte[] data) throws IOException {
    try {
      assertThat(Listing.versions(new ByteArrayInputStream(data)).entries())
          .allMatch(version -> version > 0);
    } catch (BrokenBody broken) {
      assertThat(broken.getMessage()).isNotBlank();
    }
  }
}
