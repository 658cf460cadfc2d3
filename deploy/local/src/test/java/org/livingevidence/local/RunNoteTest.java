package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNoteTest {
  @TempDir Path notes;

  @Test
  void anOrphanOfAKilledLauncherIsEnded() throws Exception {
    Process orphan = new ProcessBuilder("sleep", "600").start();
    RunNote.write(notes, "gateway", orphan.toHandle());

    int ended = RunNote.endLeftovers(notes);

    assertThat(ended).isEqualTo(1);
    assertThat(orphan.isAlive()).isFalse();
    assertThat(notes).isEmptyDirectory();
  }

  @Test
  void aProcessThatGotTheNumberLaterIsLeftAlone() throws Exception {
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Instant earlier = stranger.info().startInstant().orElseThrow().minusSeconds(3600);
      Files.writeString(notes.resolve("gateway.pid"), stranger.pid() + " " + earlier + "\n");

      int ended = RunNote.endLeftovers(notes);

      assertThat(ended).isZero();
      assertThat(stranger.isAlive()).isTrue();
      assertThat(notes).isEmptyDirectory();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void aNoteThatWasCutShortBlocksNothing() throws Exception {
    Files.writeString(notes.resolve("gateway.pid"), "");
    Files.writeString(notes.resolve("drug-service.pid"), "12 soon");

    assertThat(RunNote.endLeftovers(notes)).isZero();
    assertThat(notes).isEmptyDirectory();
  }
}
