package org.livingevidence.drugs.reading;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.label.HeldLabels;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.LabelsChanged;
import org.livingevidence.outbox.Lane;

/// Reads labels that changed, and all of them again when the names that they are read with did: a
/// job whose queue is a table, filled in the transaction that changes a label, so that it goes on
/// after a crash. In one transaction labels are read and their drugs take over what they say.
@ApplicationScoped
class Readers {
  private static final Logger LOG = Logger.getLogger(Readers.class);

  private final ReadingStore store;
  private final UnreadLabels unread;
  private final HeldLabels labels;
  private final DrugBulk drugs;
  private final DrugEvents events;
  private final Names names;
  private final ReadingConfig config;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopped;
  private @Nullable Thread worker;
  private String seen = "";
  private long looked;

  Readers(
      ReadingStore store,
      UnreadLabels unread,
      HeldLabels labels,
      DrugBulk drugs,
      DrugEvents events,
      Names names,
      ReadingConfig config) {
    this.store = store;
    this.unread = unread;
    this.labels = labels;
    this.drugs = drugs;
    this.events = events;
    this.names = names;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.enabled()) {
      worker = Thread.ofVirtual().name("readings").start(this::work);
    }
  }

  void labelsChanged(@Observes LabelsChanged changed) {
    store.due(changed.setIds());
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
        boolean more = events.hasRoom() && QuarkusTransaction.requiringNew().call(this::step);
        if (!more) {
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

  /// Names that are still changing are left alone: every label is read again once they rest.
  private void lookAtNames() {
    long now = System.nanoTime();
    if (looked != 0 && now - looked < config.names().toNanos()) {
      return;
    }
    looked = now;
    String state = names.current().state();
    if (state.equals(seen)) {
      int again = QuarkusTransaction.requiringNew().call(() -> store.dueBut(state));
      if (again > 0) {
        LOG.infof("Names have changed, labels are read again count=%d", again);
        wake.release();
      }
    }
    seen = state;
  }

  /// One transaction: some labels, and the drugs that they are of.
  ///
  /// @return whether there was anything to do
  boolean step() {
    var setIds = store.take(config.labels());
    if (setIds.isEmpty()) {
      return false;
    }
    var reader = names.current();
    var ids = new TreeSet<String>();
    for (String setId : setIds) {
      ids.addAll(read(reader, setId));
    }
    labels.drugs(setIds).values().forEach(ids::addAll);
    if (config.introduceDrugs()) {
      ids.addAll(labels.introduced(setIds));
    }
    var unused = drugs.follow(ids, Lane.BULK);
    return true;
  }

  /// Reads a label. Where the rules fail, or its text is not there, what was read of it before
  /// stays, the failure is noted, it is tried again when it or the names change, and no other is
  /// held up. Rules are patterns, which run out of stack over some texts.
  ///
  /// @return the drugs that stated something from it and would not be known otherwise
  private List<String> read(Names.Reader reader, String setId) {
    List<Found> found;
    try {
      var label = labels.current(setId);
      if (label == null) {
        return store.statingFrom(setId);
      }
      found = found(reader, label);
    } catch (DatabaseFailure e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(e, "A label could not be read setId=%s", setId);
      unread.note(setId, reader.state(), e);
      return List.of();
    }
    store.keep(setId, reader.state(), found);
    unread.read(setId);
    return List.of();
  }

  private static List<Found> found(Names.Reader reader, LabelDocument label) {
    if (!label.language().startsWith("en")) {
      return List.of();
    }
    var sections = LabelSections.of(label);
    var found = new ArrayList<Found>();
    for (var statement : reader.rules().read(sections)) {
      String title = sections.get(statement.place().section()).title();
      found.add(new Found(title.isEmpty() ? null : title, statement));
    }
    return found;
  }

  private void pause() {
    try {
      Thread.sleep(config.retry());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
