package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {
  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void aPackage() throws Exception {
    jar = Files.createFile(folder.resolve("quarkus-run.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(BUILT));
  }

  @Test
  void theFirstOrderlyRunRecordsWhatTheNextOneUses() throws Exception {
    ClassCache first = new ClassCache(jar, true);
    assertThat(first.options()).contains("-XX:AOTCacheOutput=" + folder.resolve("app.aot.new"));
    assertThat(first.recording()).isTrue();
    Files.writeString(folder.resolve("app.aot.new"), "classes");
    first.keep(true);

    ClassCache next = new ClassCache(jar, true);
    assertThat(next.options()).contains("-XX:AOTCache=" + folder.resolve("app.aot"));
    assertThat(next.recording()).isFalse();
  }

  @Test
  void whatAKilledProcessLeftIsThrownAway() throws Exception {
    ClassCache cache = new ClassCache(jar, true);
    cache.options();
    Files.writeString(folder.resolve("app.aot.new"), "half");
    cache.keep(false);
    assertThat(folder.resolve("app.aot.new")).doesNotExist();
    assertThat(folder.resolve("app.aot")).doesNotExist();
  }

  @Test
  void aCacheOfAnEarlierPackageIsNotUsed() throws Exception {
    Path old = Files.createFile(folder.resolve("app.aot"));
    Files.setLastModifiedTime(old, FileTime.from(BUILT.minusSeconds(1)));
    assertThat(new ClassCache(jar, false).options()).isEmpty();
    assertThat(new ClassCache(jar, true).options())
        .contains("-XX:AOTCacheOutput=" + folder.resolve("app.aot.new"));
  }
}
