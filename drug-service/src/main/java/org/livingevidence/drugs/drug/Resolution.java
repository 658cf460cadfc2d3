package org.livingevidence.drugs.drug;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.topic.ConditionNames;
import org.livingevidence.drugs.topic.NamesChanged;

/// Resolves names of conditions again in the drugs that use them when the topics have changed what
/// they mean: a job whose queue and progress are rows, so that it goes on after a crash where it
/// was. Several replicas share the queue.
@ApplicationScoped
class Resolution {
  private static final Logger LOG = Logger.getLogger(Resolution.class);

  private final ConditionNames names;
  private final DrugBulk bulk;
  private final DrugStore store;
  private final DrugEvents events;
  private final ResolutionConfig config;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable Thread worker;

  Resolution(
      ConditionNames names,
      DrugBulk bulk,
      DrugStore store,
      DrugEvents events,
      ResolutionConfig config) {
    this.names = names;
    this.bulk = bulk;
    this.store = store;
    this.events = events;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    worker = Thread.ofVirtual().name("resolution").start(this::work);
  }

  void namesChanged(@Observes NamesChanged event) {
    wake.release();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopped = true;
    wake.release();
    if (worker != null) {
      worker.join(config.poll());
    }
  }

  private void work() {
    while (!stopped) {
      try {
        boolean more = events.hasRoom() && QuarkusTransaction.requiringNew().call(this::step);
        if (!more && wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (!stopped) {
          LOG.warnf(e, "Names could not be resolved, trying again");
          pause();
        }
      }
    }
  }

  /// One transaction: some drugs of one due name.
  private boolean step() {
    return names.withNextDue(
        due -> {
          var ids = store.using(due.key(), due.afterDrug(), config.drugs());
          bulk.resolveAgain(ids);
          return ids.size() < config.drugs() ? null : ids.getLast();
        });
  }

  private void pause() {
    try {
      Thread.sleep(config.retry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
