package org.livingevidence.drugs.monograph;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.event.ChangedPaths;
import org.livingevidence.drugs.event.MonographEvents;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;

/// Changes to monographs in the caller's transaction: lock, precondition, change, row, event, and
/// what the drugs that it is about say of it, with their events. What changes nothing emits
/// nothing.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class MonographWriter {
  private final MonographStore store;
  private final MonographVersionStore versions;
  private final MonographEvents events;
  private final DrugBulk drugs;
  private final AuditLog audit;

  MonographWriter(
      MonographStore store,
      MonographVersionStore versions,
      MonographEvents events,
      DrugBulk drugs,
      AuditLog audit) {
    this.store = store;
    this.versions = versions;
    this.events = events;
    this.drugs = drugs;
    this.audit = audit;
  }

  /// What became of a monograph that was put.
  public enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /// What a write led to.
  ///
  /// @param events the monograph's (of an unchanged one an earlier event), then those of the drugs
  ///     that changed with it
  /// @param created true when the monograph was not there
  record Written(Monograph monograph, List<EventId> events, boolean created) {}

  /// From the monograph as it is, null when there is none, to the monograph as it shall be; throws
  /// a problem when that cannot be.
  interface Edit {
    Monograph apply(@Nullable Monograph current);
  }

  /// A person's change of one monograph, or its creation.
  ///
  /// @param ifMatch the request's precondition
  Written write(String id, @Nullable String ifMatch, Edit edit) {
    var locked = events.lock(id);
    Preconditions.ifMatch(ifMatch, locked.exists() ? locked.version() : 0);
    var current = store.readAll(List.of(id)).get(id);
    var next = edit.apply(current);
    if (next.equals(current)) {
      return new Written(next, List.of(MonographEvents.present(locked)), false);
    }
    store.write(next);
    var before = current == null ? null : MonographJson.tree(current);
    var after = MonographJson.tree(next);
    var written = new ArrayList<EventId>();
    var event = events.changed(locked, ChangedPaths.between(before, after), Lane.INTERACTIVE);
    written.add(event);
    keep(event, next);
    written.addAll(drugs.summarise(about(current, next), Lane.INTERACTIVE));
    audit.record(
        before == null ? "create" : "update", MonographEvents.TYPE, id, before, after, null);
    return new Written(next, written, before == null);
  }

  /// A person's deletion of a monograph.
  ///
  /// @return its event, then those of the drugs that changed with it
  List<EventId> delete(String id, @Nullable String ifMatch) {
    var locked = events.lock(id);
    Preconditions.ifMatch(ifMatch, locked.exists() ? locked.version() : 0);
    var current = store.readAll(List.of(id)).get(id);
    if (current == null) {
      throw Problems.notFound("monograph", id);
    }
    store.delete(id);
    var written = new ArrayList<EventId>();
    var event = events.deleted(locked);
    written.add(event);
    keep(event, null);
    written.addAll(drugs.summarise(about(current, null), Lane.INTERACTIVE));
    audit.record("delete", MonographEvents.TYPE, id, MonographJson.tree(current), null, null);
    return written;
  }

  /// Takes the locks that putting these monographs and drugs needs: the monographs' first, then all
  /// drugs' at once, in order of id.
  public void lock(Collection<Monograph> monographs, Collection<String> drugIds) {
    var ids = monographs.stream().map(Monograph::id).distinct().toList();
    var unused = events.lockAll(ids);
    Set<String> concerned = new LinkedHashSet<>(drugIds);
    store.readAll(ids).values().forEach(held -> concerned.addAll(held.drugs()));
    monographs.forEach(monograph -> concerned.addAll(monograph.drugs()));
    drugs.lock(concerned);
  }

  /// Puts each monograph, in order, in the place of what is there, in the bulk lane; the effect of
  /// each in order.
  ///
  /// @param who the importer
  /// @param why what is kept of it as the reason
  public List<Effect> putAll(List<Monograph> monographs, String who, String why) {
    var ids = monographs.stream().map(Monograph::id).distinct().toList();
    var locked = events.lockAll(ids);
    Map<String, Monograph> present = new HashMap<>(store.readAll(ids));
    Set<String> concerned = new LinkedHashSet<>();
    var effects = new ArrayList<Effect>();
    for (var next : monographs) {
      var current = present.put(next.id(), next);
      if (next.equals(current)) {
        effects.add(Effect.UNCHANGED);
        continue;
      }
      effects.add(current == null ? Effect.CREATED : Effect.UPDATED);
      store.write(next);
      concerned.addAll(about(current, next));
      var before = current == null ? null : MonographJson.tree(current);
      var ledger = locked.get(next.id());
      if (ledger == null) {
        throw new IllegalStateException("The monograph " + next.id() + " is not locked");
      }
      var event =
          events.changed(ledger, ChangedPaths.between(before, MonographJson.tree(next)), Lane.BULK);
      versions.append(next.id(), event.version(), next, who, why);
    }
    var unused = drugs.summarise(concerned, Lane.BULK);
    return effects;
  }

  private void keep(EventId event, @Nullable Monograph monograph) {
    var act = audit.act();
    versions.append(event.subject(), event.version(), monograph, act.who(), act.why());
  }

  private static Set<String> about(@Nullable Monograph before, @Nullable Monograph after) {
    Set<String> ids = new LinkedHashSet<>();
    if (before != null) {
      ids.addAll(before.drugs());
    }
    if (after != null) {
      ids.addAll(after.drugs());
    }
    return ids;
  }
}
