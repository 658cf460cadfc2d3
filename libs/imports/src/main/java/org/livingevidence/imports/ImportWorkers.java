package org.livingevidence.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.WorkStore.Work;
import org.livingevidence.outbox.Outbox;

/// Looks for jobs without a worker, its own at once and those of a dead process within `poll`,
/// and works on up to `concurrent` of them, each on a virtual thread.
@ApplicationScoped
class ImportWorkers {
  private static final Logger LOG = Logger.getLogger(ImportWorkers.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Intakes intakes;
  private final ImportRun.Tools tools;
  private final Sweep sweep;
  private final WorkerSession.Target target;
  private final ImportsConfig config;
  private final Semaphore slots;
  private final Semaphore wakeUp = new Semaphore(0);
  private final Set<Long> mine = ConcurrentHashMap.newKeySet();
  private volatile boolean leaving;
  private @Nullable Thread dispatcher;

  ImportWorkers(
      Intakes intakes,
      WorkStore jobs,
      SpoolStore spool,
      OutcomeStore outcomes,
      Sweep sweep,
      Outbox outbox,
      ImportsConfig config,
      ImportMetrics metrics,
      ObjectMapper json) {
    this.intakes = intakes;
    this.sweep = sweep;
    this.config = config;
    tools = new ImportRun.Tools(jobs, spool, outcomes, outbox, config, metrics, json);
    target =
        new WorkerSession.Target(
            config.directUrl(), config.username(), config.password().orElse(""));
    slots = new Semaphore(config.concurrent());
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) {
    stop();
  }

  void start() {
    dispatcher = Thread.ofVirtual().name("imports").start(this::dispatch);
  }

  /// Returns when no work goes on, or when patience is at its end.
  void stop() {
    leaving = true;
    wake();
    try {
      if (dispatcher != null) {
        dispatcher.join(PATIENCE);
      }
      if (!slots.tryAcquire(config.concurrent(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("An import is left in the middle of a chunk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// There may be something to do.
  void wake() {
    wakeUp.release();
  }

  private void dispatch() {
    boolean quiet = true;
    while (!leaving) {
      try {
        sweep.whenDue();
        takeWhatIsOpen();
        quiet = true;
      } catch (SQLException | RuntimeException e) {
        if (quiet) {
          LOG.warnf("Imports rest, the database does not answer: %s", e.getMessage());
        }
        quiet = false;
        pause(config.rest());
      }
      pause(config.poll());
    }
  }

  private void pause(Duration duration) {
    try {
      if (wakeUp.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUp.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leaving = true;
    }
  }

  private void takeWhatIsOpen() throws SQLException {
    for (long number : tools.jobs().open()) {
      if (leaving || mine.contains(number)) {
        continue;
      }
      if (!slots.tryAcquire()) {
        return;
      }
      boolean taken = false;
      try {
        taken = take(number);
      } finally {
        if (!taken) {
          slots.release();
        }
      }
    }
  }

  private boolean take(long number) throws SQLException {
    var session = new WorkerSession(target, config.heartbeat(), config.sessionTimeout());
    boolean taken = false;
    try {
      if (session.tryLock(number)) {
        var work = tools.jobs().claim(number);
        if (work != null) {
          mine.add(number);
          Thread.ofVirtual().name("import-" + work.id()).start(() -> run(work, session));
          taken = true;
        }
      }
      return taken;
    } finally {
      if (!taken) {
        session.close();
      }
    }
  }

  private void run(Work work, WorkerSession session) {
    tools.metrics().started();
    boolean rest = false;
    try (session) {
      var intake = intakes.ofKind(work.kind());
      if (intake.isEmpty()) {
        // An older or newer release of this service knows the kind.
        LOG.warnf("Import of an unknown kind left import=%s kind=%s", work.id(), work.kind());
        rest = true;
        return;
      }
      new ImportRun<>(intake.get(), work, session, tools, () -> leaving).work();
    } catch (ImportStopped e) {
      LOG.infof("Import left import=%s why=%s", work.id(), e.why());
      rest = e.why() == ImportStopped.Why.DATABASE_AWAY;
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "Import left after a failure of its worker import=%s", work.id());
      rest = true;
    } finally {
      tools.metrics().ended();
      if (rest && !leaving) {
        sleep(config.rest());
      }
      mine.remove(work.number());
      slots.release();
      wake();
    }
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
