package org.livingevidence.gateway.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.Committed;
import org.livingevidence.gateway.projection.ProjectorRole;
import org.livingevidence.outbox.BacklogFullException;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// Appends the summaries of changed conditions to the outbox, in the projector's process. A
/// condition's first change goes out at once, further ones at most once per interval by a clock
/// that only goes forward; what is due survives a crash in `condition_view_due`.
@ApplicationScoped
class ConditionViews {
  private static final Logger LOG = Logger.getLogger(ConditionViews.class);
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final DataSource dataSource;
  private final Outbox outbox;
  private final ConditionViewConfig config;
  private final Semaphore wake = new Semaphore(0);
  private final Map<String, Long> lastSent = new HashMap<>();
  private volatile boolean leading;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  ConditionViews(DataSource dataSource, Outbox outbox, ConditionViewConfig config) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.config = config;
  }

  synchronized void role(@Observes ProjectorRole role) {
    leading = role.leading();
    if (leading && thread == null) {
      thread = Thread.ofVirtual().name("condition-views").start(this::run);
    }
    wake.release();
  }

  void committed(@Observes Committed committed) {
    wake.release();
  }

  void stop(@Observes @Priority(2) ShutdownEvent event) throws InterruptedException {
    stopping = true;
    wake.release();
    Thread running = thread;
    if (running != null) {
      running.join(TimeUnit.SECONDS.toMillis(5));
    }
  }

  private void run() {
    long wait = 0;
    while (!stopping) {
      try {
        if (wake.tryAcquire(wait, TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
        wait = leading && !stopping ? round() : Long.MAX_VALUE;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (BacklogFullException e) {
        wait = RETRY_NANOS;
      } catch (SQLException | RuntimeException e) {
        if (!stopping) {
          LOG.errorf(e, "Summaries could not be appended and are tried again");
        }
        wait = RETRY_NANOS;
      }
    }
  }

  /// Appends what may go out now.
  ///
  /// @return after how many nanoseconds to look again
  private long round() throws SQLException {
    long now = System.nanoTime();
    long interval = config.interval().toNanos();
    lastSent.values().removeIf(sent -> now - sent >= interval);
    Map<String, Long> due;
    try (Connection connection = dataSource.getConnection()) {
      due = SummaryStore.due(connection, lastSent.keySet(), config.batch());
    }
    if (!due.isEmpty()) {
      QuarkusTransaction.requiringNew().call(() -> append(due));
      due.keySet().forEach(condition -> lastSent.put(condition, System.nanoTime()));
      return due.size() == config.batch() ? 0 : interval;
    }
    return lastSent.isEmpty() ? Long.MAX_VALUE : interval;
  }

  private boolean append(Map<String, Long> due) throws SQLException {
    Map<String, LockedAggregate> locked = outbox.lockAll(ConditionViewSource.TYPE, due.keySet());
    Lane lane = due.size() < config.bulkFrom() ? Lane.INTERACTIVE : Lane.BULK;
    List<Change> changes = new ArrayList<>(due.size());
    Map<String, JsonNode> summaries = new TreeMap<>();
    List<String> gone = new ArrayList<>();
    try (Connection connection = dataSource.getConnection()) {
      Map<String, Summary.Content> current =
          SummaryStore.current(connection, due.keySet(), config.top());
      locked.forEach(
          (condition, aggregate) -> {
            Summary.Content content = current.get(condition);
            if (content != null) {
              summaries.put(condition, Summary.of(content, config.alerts()));
              changes.add(new Change(aggregate, Kind.CHANGED, List.of(), lane));
            } else if (aggregate.exists()) {
              gone.add(condition);
              changes.add(new Change(aggregate, Kind.DELETED, List.of(), lane));
            }
          });
      SummaryStore.keep(connection, summaries, gone);
      SummaryStore.done(connection, due);
    }
    if (!changes.isEmpty()) {
      outbox.append(changes);
    }
    return true;
  }
}
