package org.livingevidence.drugs.drug;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.event.ChangedPaths;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.topic.ConditionNames;
import org.livingevidence.outbox.EventId;

/// A person's changes to one drug: lock, precondition, change, names resolved, row, event and audit
/// entry in the caller's transaction. What changes nothing emits nothing.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class DrugWriter {
  private final DrugStore store;
  private final DrugEvents events;
  private final ConditionNames names;
  private final MonographSummaries monographs;
  private final LabelReadings readings;
  private final AuditLog audit;

  DrugWriter(
      DrugStore store,
      DrugEvents events,
      ConditionNames names,
      MonographSummaries monographs,
      LabelReadings readings,
      AuditLog audit) {
    this.store = store;
    this.events = events;
    this.names = names;
    this.monographs = monographs;
    this.readings = readings;
    this.audit = audit;
  }

  /// What a write led to.
  ///
  /// @param event the event that the drug's version came with; of an unchanged drug an earlier one
  /// @param created true when the drug was not there
  record Written(Drug drug, EventId event, boolean created) {}

  /// From the drug as it is, null when there is none, to the drug as it shall be; throws a problem
  /// when that cannot be.
  interface Edit {
    Drug apply(@Nullable Drug current);
  }

  /// Changes or creates a drug.
  ///
  /// @param ifMatch the request's precondition
  Written write(String id, @Nullable String ifMatch, Edit edit) {
    readings.entered(List.of(id));
    names.hold();
    var locked = events.lock(id);
    Preconditions.ifMatch(ifMatch, locked.exists() ? locked.version() : 0);
    DrugRow row = DrugRow.findById(id);
    var current = row == null ? null : DrugJson.drug(row.data);
    var entered = edit.apply(current);
    String now = now();
    var settled =
        Settling.settle(entered, current, names.meanings(Settling.keys(entered)), now)
            .with(monographs.of(List.of(id)).get(id));
    var read = readings.of(List.of(settled)).getOrDefault(id, LabelReadings.Read.NOTHING);
    var next = Settling.follow(settled, current, read, now);
    var before = current == null ? null : DrugJson.tree(current);
    var after = DrugJson.tree(next);
    if (after.equals(before)) {
      return new Written(next, DrugEvents.present(locked), false);
    }
    if (row == null) {
      row = new DrugRow();
      row.id = id;
    }
    row.name = next.name();
    row.data = DrugJson.text(next);
    row.persistAndFlush();
    store.index(List.of(next));
    var event = events.changed(locked, ChangedPaths.between(before, after));
    audit.record(before == null ? "create" : "update", DrugEvents.TYPE, id, before, after, null);
    return new Written(next, event, before == null);
  }

  /// Deletes a drug with all its statements.
  EventId delete(String id, @Nullable String ifMatch) {
    var locked = events.lock(id);
    Preconditions.ifMatch(ifMatch, locked.exists() ? locked.version() : 0);
    DrugRow row = DrugRow.findById(id);
    if (row == null) {
      throw Problems.notFound("drug", id);
    }
    var before = DrugJson.read(row.data);
    row.delete();
    store.dismiss(id);
    var event = events.deleted(locked);
    audit.record("delete", DrugEvents.TYPE, id, before, null, null);
    return event;
  }

  static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
