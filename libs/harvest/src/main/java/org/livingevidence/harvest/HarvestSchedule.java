package org.livingevidence.harvest;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Begins the runs of harvests that run by themselves. Several processes may: a run is added once.
@ApplicationScoped
public class HarvestSchedule {
  private static final Logger LOG = Logger.getLogger(HarvestSchedule.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HarvestStore store;
  private final HarvestRuns runs;
  private final HarvestConfig config;
  private final CountDownLatch leaving = new CountDownLatch(1);
  private @Nullable Thread thread;

  HarvestSchedule(HarvestStore store, HarvestRuns runs, HarvestConfig config) {
    this.store = store;
    this.runs = runs;
    this.config = config;
  }

  void onStart(@Observes StartupEvent event) {
    if (config.schedule()) {
      thread = Thread.ofVirtual().name("harvests").start(this::work);
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    leaving.countDown();
    try {
      if (thread != null && !thread.join(PATIENCE)) {
        LOG.warn("The schedule of harvests is left in the middle");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    boolean quiet = true;
    try {
      do {
        try {
          beginDue();
          quiet = true;
        } catch (SQLException | IOException | RuntimeException e) {
          if (quiet) {
            LOG.infof("The schedule of harvests rests: %s", e.getMessage());
          }
          quiet = false;
        }
      } while (!leaving.await(config.poll().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Begins what is due.
  public void beginDue() throws SQLException, IOException {
    // Looking notes how runs ended, long before the next one is due.
    for (UUID id : store.underWay()) {
      var unused = runs.read(null, id);
    }
    for (UUID id : store.due()) {
      Harvest harvest = runs.read(null, id);
      if (harvest != null) {
        begin(harvest);
      }
    }
  }

  private void begin(Harvest harvest) throws SQLException, IOException {
    try {
      int n = runs.again(harvest, false);
      LOG.infof("Harvest begun by its schedule harvest=%s run=%d", harvest.id(), n);
    } catch (HttpProblem e) {
      // The run before is still under way, or another process has begun this one.
      LOG.debugf("Harvest not begun harvest=%s: %s", harvest.id(), e.getMessage());
    }
  }
}
