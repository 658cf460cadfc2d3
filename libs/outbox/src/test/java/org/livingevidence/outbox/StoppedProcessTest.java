package org.livingevidence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A relay's process that stands still between reading a state and sending it, loses its session to
/// a successor and comes back: I3.
class StoppedProcessTest {
  private static final Duration LONG = Duration.ofSeconds(90);
  private final Things things = new Things();

  @AfterEach
  void stop() {
    things.close();
  }

  @Test
  void aRelayResumedAfterItsSuccessorSendsNoOlderState() throws Exception {
    List<String> texts = stopAndResume(things.config().transactionalId());

    assertThat(texts).containsExactly("new", "newest");
    RaceTest.assertFirstOccurrencesAscend(things.events());
  }

  @Test
  void withoutTheSharedTransactionalIdTheSameStopDoesSendAnOlderState() throws Exception {
    List<String> texts = stopAndResume("another-id-than-" + things.topic);

    // What the test above would see if the producer did not fence: it can tell.
    assertThat(texts).startsWith("new").contains(RelayMain.STOP);
  }

  /// The texts of the events of one thing, in the topic's order.
  private List<String> stopAndResume(String transactionalIdOfTheFirst) throws Exception {
    Process first = startRelayProcess(transactionalIdOfTheFirst);
    try {
      things.put("warm", "up");
      await().atMost(LONG).untilAsserted(() -> assertThat(things.state()).containsKey("warm"));

      // Given a relay that stopped after it had read this state
      things.put("a", RelayMain.STOP);
      await().atMost(LONG).until(() -> stopped(first));

      // When its successor publishes a newer one
      things.relay();
      things.put("a", "new");
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(things.state()).containsEntry("a", "new"));

      // And it is resumed, and becomes the relay again in time
      assertThat(new ProcessBuilder("kill", "-CONT", Long.toString(first.pid())).start().waitFor())
          .isZero();
      things.close();
      things.put("a", "newest");
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(things.state()).containsEntry("a", "newest"));
      return things.events("a").stream().map(Things.Seen::text).toList();
    } finally {
      first.destroyForcibly().waitFor();
    }
  }

  /// Whether the kernel has stopped it ("T" in the third field of its stat).
  private static boolean stopped(Process process) throws Exception {
    String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
  }

  private Process startRelayProcess(String transactionalId) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            RelayMain.class.getName(),
            things.database.jdbcUrl(),
            things.database.user(),
            things.database.password(),
            things.stack().bootstrapServers(),
            things.topic,
            transactionalId)
        .redirectErrorStream(true)
        .redirectOutput(new File("target/relay-process.log"))
        .start();
  }
}
