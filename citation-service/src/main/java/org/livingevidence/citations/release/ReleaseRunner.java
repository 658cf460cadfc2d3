package org.livingevidence.citations.release;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseAway;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.Imports;

/// Looks whether a run was asked for or is due, and does it when no other process does.
@ApplicationScoped
class ReleaseRunner {
  private static final Logger LOG = Logger.getLogger(ReleaseRunner.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final RunStore runs;
  private final ReleaseRun.Tools tools;
  private final PubmedFilesConfig config;
  private final Connections connections;
  private final String me = UUID.randomUUID().toString();
  private final Semaphore wakeUp = new Semaphore(0);
  private volatile boolean leaving;
  private @Nullable Thread thread;

  ReleaseRunner(
      RunStore runs,
      ReleaseStore store,
      Imports imports,
      PubmedFilesConfig config,
      Connections connections) {
    this.runs = runs;
    this.config = config;
    this.connections = connections;
    Path folder = config.folder().orElse(Path.of(System.getProperty("java.io.tmpdir")));
    tools = new ReleaseRun.Tools(store, imports, folder, config.watch());
  }

  void onStart(@Observes StartupEvent event) {
    if (config.enabled()) {
      start();
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stop();
  }

  void start() {
    thread = Thread.ofVirtual().name("pubmed-files").start(this::work);
  }

  void stop() {
    leaving = true;
    wake();
    try {
      if (thread != null && !thread.join(PATIENCE)) {
        LOG.warn("A file of PubMed is left in the middle");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// There may be something to do.
  void wake() {
    wakeUp.release();
  }

  /// This process goes down, or another has taken over.
  private static final class Left extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Left() {
      super(null, null, false, false);
    }
  }

  private void work() {
    boolean quiet = true;
    while (!leaving) {
      try {
        Optional<RunStore.Turn> turn = runs.take(me, config.lease(), config.poll().orElse(null));
        if (turn.isPresent()) {
          run(turn.get());
        }
        quiet = true;
      } catch (SQLException | RuntimeException e) {
        if (quiet) {
          LOG.warnf("PubMed's files rest: %s", e.getMessage());
        }
        quiet = false;
      }
      pause();
    }
  }

  private void pause() {
    try {
      if (wakeUp.tryAcquire(config.look().toMillis(), TimeUnit.MILLISECONDS)) {
        wakeUp.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      leaving = true;
    }
  }

  private void run(RunStore.Turn turn) throws SQLException {
    String state = "stopped";
    String statement;
    ReleaseRun run = null;
    try {
      URI base = base(config.base());
      boolean folder = "file".equals(base.getScheme());
      FileSource source =
          folder
              ? new FolderFiles()
              : new HttpFiles(connections.client(Pace.of(config.requestsPerSecond())));
      run = new ReleaseRun(source, base, config.first(), tools, turn.byPerson(), pulse());
      statement = run.run();
      state = "up-to-date";
    } catch (Left e) {
      runs.leave(me);
      return;
    } catch (ReleaseRun.Stopped | IOException | UncheckedIOException e) {
      statement = String.valueOf(e.getMessage());
    } catch (HttpProblem e) {
      statement = "The file is not taken: " + e.getDetail();
    } catch (RuntimeException e) {
      if (DatabaseAway.causes(e)) {
        runs.leave(me);
        throw e;
      }
      LOG.error("PubMed's files stop unexpectedly", e);
      statement = "It failed for a reason that the service's log has.";
    }
    runs.end(me, turn, state, statement, run == null ? null : run.listedTo());
    LOG.infof("PubMed's files looked at state=%s", state);
  }

  /// Renews the lease when half of it has passed, or something else is to be said.
  private Pulse pulse() {
    long[] renewed = {System.nanoTime()};
    String[] said = {""};
    return what -> {
      boolean due = System.nanoTime() - renewed[0] > config.lease().toNanos() / 3;
      if (leaving) {
        throw new Left();
      }
      if (due || !said[0].equals(what)) {
        renewed[0] = System.nanoTime();
        said[0] = what;
        try {
          if (!runs.renew(me, config.lease(), what)) {
            throw new Left();
          }
        } catch (SQLException e) {
          throw new IllegalStateException("the database does not answer", e);
        }
      }
    };
  }

  /// An address, with a slash at its end; a path of this machine becomes one.
  static URI base(String setting) {
    String text = setting.strip();
    URI uri =
        text.matches("[a-zA-Z][a-zA-Z0-9+.-]+:.*")
            ? URI.create(text)
            : Path.of(text).toAbsolutePath().toUri();
    String scheme = String.valueOf(uri.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("file")) {
      throw new UncheckedIOException(
          new IOException(
              "living-evidence.pubmed-files.base must be http, https, file or a folder."));
    }
    String whole = uri.toString();
    return whole.endsWith("/") ? uri : URI.create(whole + "/");
  }
}
