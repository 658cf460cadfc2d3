package org.livingevidence.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GzipMembersTest {
  private static final byte[] FIRST = noise(3_000);
  private static final byte[] SECOND = noise(200_000);

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (var in = new GzipMembers(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void membersAndPaddingAreOneStream() throws IOException {
    byte[] both = joined(ImportClient.gzip(FIRST), ImportClient.gzip(SECOND), new byte[100]);

    assertThat(unpack(both)).isEqualTo(joined(FIRST, SECOND));
  }

  @Test
  void aFileThatBreaksOffAnywhereIsNeverTakenForWhole() {
    byte[] first = ImportClient.gzip(FIRST);
    byte[] both = joined(first, ImportClient.gzip(SECOND));
    int[] around = {1, 2, 9, 10, 11, first.length - 9, first.length - 8, first.length - 1};
    for (int cut : around) {
      assertBreaksOff(both, cut);
      assertBreaksOff(both, Math.min(both.length - 1, first.length + cut));
    }
    for (int cut = 1; cut <= 9; cut++) {
      assertBreaksOff(both, both.length - cut);
    }
  }

  private static void assertBreaksOff(byte[] whole, int length) {
    assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, length)))
        .as("cut at " + length)
        .isInstanceOf(FileFault.class)
        .hasMessageContaining("breaks off");
  }

  @Test
  void damageIsFound() {
    byte[] packed = ImportClient.gzip(FIRST);
    for (int at : new int[] {200, packed.length - 6, packed.length - 2}) {
      byte[] damaged = packed.clone();
      damaged[at] ^= 0x55;
      assertThatThrownBy(() -> unpack(damaged)).isInstanceOf(FileFault.class);
    }
    assertThatThrownBy(
            () ->
                unpack(joined(packed, "<xml/>".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isInstanceOf(FileFault.class)
        .hasMessageContaining("not gzip");
  }
}
