package org.livingevidence.drugs.reading;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.drug.HeldDrugs;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.label.HeldLabels;
import org.livingevidence.drugs.label.LabelsChanged;
import org.livingevidence.drugs.reading.ReadingMetrics.Outcome;
import org.livingevidence.drugs.reading.ReadingQueue.Due;
import org.livingevidence.outbox.Lane;

/// Reads labels that changed, and looks at all of them again when the names that they are read with
/// did. Its queues are tables, filled in the transaction that makes the work, so that it goes on
/// after a crash.
///
/// ```
/// label changed ─▶ labels due ─▶ read by rules ─▶ drugs due ─▶ drugs say what their labels say
/// names changed ──────┘    └ other names make no difference to it ─▶ nothing
/// ```
@ApplicationScoped
class Readers {
  private static final Logger LOG = Logger.getLogger(Readers.class);

  private final ReadingQueue queue;
  private final ReadingStore store;
  private final UnreadLabels unread;
  private final HeldLabels labels;
  private final DrugBulk drugs;
  private final HeldDrugs held;
  private final DrugEvents events;
  private final Names names;
  private final ReadingMetrics metrics;
  private final ReadingConfig config;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable Thread worker;
  private String seen = "";
  private long looked;
  private int sinceDrugs;
  private int together;
  private boolean compared;

  Readers(
      ReadingQueue queue,
      ReadingStore store,
      UnreadLabels unread,
      HeldLabels labels,
      DrugBulk drugs,
      HeldDrugs held,
      DrugEvents events,
      Names names,
      ReadingMetrics metrics,
      ReadingConfig config) {
    this.queue = queue;
    this.store = store;
    this.unread = unread;
    this.labels = labels;
    this.drugs = drugs;
    this.held = held;
    this.events = events;
    this.names = names;
    this.metrics = metrics;
    this.config = config;
    this.together = config.drugs();
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      worker = Thread.ofVirtual().name("readings").start(this::work);
    }
  }

  void labelsChanged(@Observes LabelsChanged changed) {
    queue.changed(changed.setIds());
  }

  void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) LabelsChanged changed) {
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
        compareSetting();
        if (!events.hasRoom() || !step()) {
          lookAtNames();
          if (wake.tryAcquire(config.poll().toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        if (!stopped) {
          LOG.warnf(e, "Labels could not be read, trying again");
          pause();
        }
      }
    }
  }

  /// Drugs followed with another least confidence before: what they say of their labels changes.
  private void compareSetting() {
    if (compared) {
      return;
    }
    int drugs =
        QuarkusTransaction.requiringNew().call(() -> queue.followBut(config.leastConfidence()));
    compared = true;
    if (drugs > 0) {
      LOG.infof("Least confidence was another, drugs follow their labels again count=%d", drugs);
    }
  }

  /// Names that are still changing are left alone: every label is looked at again once they rest.
  private void lookAtNames() {
    long now = System.nanoTime();
    if (looked != 0 && now - looked < config.names().toNanos()) {
      return;
    }
    looked = now;
    String state = names.current().state();
    if (state.equals(seen)) {
      int again = QuarkusTransaction.requiringNew().call(() -> again(state));
      if (again > 0) {
        LOG.infof("Names have changed, labels are looked at again count=%d", again);
        wake.release();
      }
    }
    seen = state;
  }

  /// A drug that labels introduced goes where a person has entered it under another id: such a
  /// drug is looked at too, once.
  private int again(String state) {
    int again = queue.readBut(state);
    if (again > 0 && config.introduceDrugs()) {
      queue.follow(labels.introduced());
    }
    return again;
  }

  /// Some labels; when there are none, and now and then while there are, some drugs: while a great
  /// many labels come, a drug follows some of them at once.
  ///
  /// @return whether there was anything to do
  private boolean step() {
    boolean some = QuarkusTransaction.requiringNew().call(this::readSome);
    if (some && ++sinceDrugs < config.drugsEvery()) {
      return true;
    }
    sinceDrugs = 0;
    return followSome() || some;
  }

  /// Where some drugs together fail to follow, they do so one by one; the one that fails waits for
  /// all others.
  private boolean followSome() {
    try {
      boolean some = QuarkusTransaction.requiringNew().call(() -> follow(together));
      together = config.drugs();
      return some;
    } catch (DatabaseFailure e) {
      throw e;
    } catch (RuntimeException e) {
      if (together > 1) {
        LOG.warnf(e, "Some drugs could not follow their labels, trying one by one");
        together = 1;
        return true;
      }
      String failing = QuarkusTransaction.requiringNew().call(queue::postpone);
      LOG.errorf(e, "A drug could not follow its labels drug=%s", failing);
      return false;
    }
  }

  /// Whoever writes monographs queues every drug that they name: where labels are to bring none,
  /// only those that are held follow.
  private boolean follow(int most) {
    var ids = queue.drugs(most);
    var unused = drugs.follow(config.introduceDrugs() ? ids : held.drugs(ids).keySet(), Lane.BULK);
    return !ids.isEmpty();
  }

  private boolean readSome() {
    var due = queue.labels(config.labels());
    if (due.isEmpty()) {
      return false;
    }
    var all = due.stream().map(Due::setId).toList();
    var reader = names.recent(config.namesAge());
    var bases = store.bases(all);
    var outcomes = new EnumMap<Outcome, List<String>>(Outcome.class);
    var changed = new ArrayList<String>();
    var ids = new TreeSet<String>();
    for (var each : due) {
      String setId = each.setId();
      var outcome = read(reader, setId, bases.getOrDefault(setId, ""), ids);
      outcomes.computeIfAbsent(outcome, same -> new ArrayList<>()).add(setId);
      if (each.changed() || outcome != Outcome.UNCHANGED) {
        changed.add(setId);
      }
    }
    var holding = outcomes.getOrDefault(Outcome.UNCHANGED, List.of());
    store.holds(holding, reader.state());
    unread.read(holding);
    unread.read(outcomes.getOrDefault(Outcome.READ, List.of()));
    labels.drugs(changed).values().forEach(ids::addAll);
    if (config.introduceDrugs()) {
      ids.addAll(labels.introduced(changed));
    }
    queue.follow(ids);
    return true;
  }

  /// Reads a label. Where the rules fail, or its text is not there, what was read of it before
  /// stays, the failure is noted, it is tried again when it or the names change, and no other is
  /// held up. Rules are patterns, which run out of stack over some texts.
  ///
  /// @param basis what was read of it before followed from
  /// @param ids takes the drugs that stated something from it and would not be known otherwise
  /// @return unchanged when the same is read in it as before
  private Outcome read(Names.Reader reader, String setId, String basis, Set<String> ids) {
    var outcome = outcome(reader, setId, basis, ids);
    metrics.count(outcome);
    return outcome;
  }

  private Outcome outcome(Names.Reader reader, String setId, String basis, Set<String> ids) {
    try {
      var label = labels.current(setId);
      if (label == null) {
        ids.addAll(store.statingFrom(setId));
        return Outcome.GONE;
      }
      var text = new LabelText(label, reader.rules());
      if (text.basis().equals(basis)) {
        return Outcome.UNCHANGED;
      }
      store.keep(setId, reader.state(), text.basis(), text.found());
      return Outcome.READ;
    } catch (DatabaseFailure e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(e, "A label could not be read setId=%s", setId);
      unread.note(setId, reader.state(), e);
      return Outcome.FAILED;
    }
  }

  private void pause() {
    try {
      Thread.sleep(config.retry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
