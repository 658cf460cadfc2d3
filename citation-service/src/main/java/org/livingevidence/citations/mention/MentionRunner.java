package org.livingevidence.citations.mention;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Steps the scan on a virtual thread while there is anything to do, and looks again every `poll`.
@ApplicationScoped
class MentionRunner {
  private static final Logger LOG = Logger.getLogger(MentionRunner.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MentionScan scan;
  private final MentionConfig config;
  private final CountDownLatch leaving = new CountDownLatch(1);
  private @Nullable Thread thread;

  MentionRunner(MentionScan scan, MentionConfig config) {
    this.scan = scan;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.scan()) {
      thread = Thread.ofVirtual().name("mentions").start(this::run);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    leaving.countDown();
    try {
      if (thread != null && !thread.join(PATIENCE)) {
        LOG.warn("The resolving of mentions is left in the middle of a step");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean quiet = true;
    try {
      do {
        try {
          while (leaving.getCount() > 0 && scan.step()) {
            quiet = true;
          }
          quiet = true;
        } catch (SQLException | RuntimeException e) {
          if (quiet) {
            LOG.infof("The resolving of mentions rests: %s", e.getMessage());
          }
          quiet = false;
        }
      } while (!leaving.await(config.poll().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
