package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livingevidence.drugs.event.ChangedPaths;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.topic.ConditionNames;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;

/// Changes to many drugs in the caller's transaction, in a fixed number of round trips, in the bulk
/// lane.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class DrugBulk {
  private final DrugStore store;
  private final DrugEvents events;
  private final ConditionNames names;
  private final MonographSummaries monographs;
  private final LabelReadings readings;
  private final Introductions introductions;

  DrugBulk(
      DrugStore store,
      DrugEvents events,
      ConditionNames names,
      MonographSummaries monographs,
      LabelReadings readings,
      Introductions introductions) {
    this.store = store;
    this.events = events;
    this.names = names;
    this.monographs = monographs;
    this.readings = readings;
    this.introductions = introductions;
  }

  /// What became of a drug that was put.
  public enum Effect {
    CREATED,
    UPDATED,
    UNCHANGED
  }

  /// Takes the locks of drugs, known or not, for the rest of the transaction. Whoever changes both
  /// drugs and monographs has those of the monographs before, and takes all drugs at once.
  public void lock(Collection<String> ids) {
    readings.entered(ids);
    names.hold();
    var unused = events.lockAll(ids);
  }

  /// Puts each drug, in order, in the place of what is there; the effect of each in order.
  public List<Effect> putAll(List<Drug> drugs) {
    Set<String> ids = new LinkedHashSet<>();
    drugs.forEach(drug -> ids.add(drug.id()));
    readings.entered(ids);
    names.hold();
    var locked = events.lockAll(ids);
    Map<String, Drug> before = store.readAll(ids);
    Map<String, Drug> present = new HashMap<>(before);
    var meanings = names.meanings(Settling.keys(drugs));
    var summaries = monographs.of(ids);
    var read = readings.of(drugs);
    String now = DrugWriter.now();
    var effects = new ArrayList<Effect>();
    for (var drug : drugs) {
      var current = present.get(drug.id());
      var settled = Settling.settle(drug, current, meanings, now).with(summaries.get(drug.id()));
      var next =
          Settling.follow(
              settled, current, read.getOrDefault(drug.id(), LabelReadings.Read.NOTHING), now);
      present.put(drug.id(), next);
      effects.add(
          current == null
              ? Effect.CREATED
              : next.equals(current) ? Effect.UNCHANGED : Effect.UPDATED);
    }
    var unused = write(before, present, locked, Lane.BULK);
    return effects;
  }

  /// Resolves the names of conditions again in these drugs.
  void resolveAgain(Collection<String> ids) {
    var locked = events.lockAll(ids);
    Map<String, Drug> before = store.readAll(ids);
    var meanings = names.meanings(Settling.keys(before.values()));
    Map<String, Drug> present = new HashMap<>();
    before.forEach((id, drug) -> present.put(id, Settling.resolve(drug, meanings)));
    var unused = write(before, present, locked, Lane.BULK);
  }

  /// Makes those of these drugs that exist say what their monographs say now.
  ///
  /// @return the events of the drugs that changed
  public List<EventId> summarise(Collection<String> ids, Lane lane) {
    if (ids.isEmpty()) {
      return List.of();
    }
    names.hold();
    var locked = events.lockAll(ids);
    Map<String, Drug> before = store.readAll(ids);
    var summaries = monographs.of(before.keySet());
    Map<String, Drug> present = new HashMap<>();
    before.forEach((id, drug) -> present.put(id, drug.with(summaries.get(id))));
    return write(before, present, locked, lane);
  }

  /// Makes these drugs follow their labels as they are now: what is read in them is stated; a drug
  /// that nobody entered comes with the first label of it, is described as its labels do, and goes
  /// with the last. One that a person deleted does not come back.
  ///
  /// @param ids those that are not there come where labels introduce them
  /// @return the events of the drugs that changed
  public List<EventId> follow(Collection<String> ids, Lane lane) {
    if (ids.isEmpty()) {
      return List.of();
    }
    names.hold();
    var locked = events.lockAll(ids);
    Map<String, Drug> before = store.readAll(ids);
    Map<String, Drug> described = new HashMap<>(introductions.of(ids));
    described.keySet().removeAll(store.dismissed(described.keySet()));
    Map<String, Drug> present = new HashMap<>();
    var gone = new ArrayList<String>();
    before.forEach(
        (id, drug) -> {
          var said = described.remove(id);
          if (!drug.source().introduced()) {
            present.put(id, drug);
          } else if (said != null) {
            present.put(
                id, said.with(drug.indications(), drug.restrictions()).with(drug.monograph()));
          } else if (drug.onlyIntroduced()) {
            gone.add(id);
          } else {
            present.put(id, drug);
          }
        });
    present.putAll(described);
    var read = readings.of(present.values());
    String now = DrugWriter.now();
    present.replaceAll(
        (id, drug) ->
            Settling.follow(
                drug, before.get(id), read.getOrDefault(id, LabelReadings.Read.NOTHING), now));
    var written = new ArrayList<>(write(before, present, locked, lane));
    if (!gone.isEmpty()) {
      store.deleteAll(gone);
      written.addAll(events.deleted(locked, gone, lane));
    }
    return written;
  }

  private List<EventId> write(
      Map<String, Drug> before,
      Map<String, Drug> present,
      Map<String, LockedAggregate> locked,
      Lane lane) {
    var paths = new LinkedHashMap<String, List<String>>();
    var changed = new ArrayList<Drug>();
    for (var drug : present.values()) {
      var earlier = before.get(drug.id());
      if (!drug.equals(earlier)) {
        JsonNode was = earlier == null ? null : DrugJson.tree(earlier);
        paths.put(drug.id(), ChangedPaths.between(was, DrugJson.tree(drug)));
        changed.add(drug);
      }
    }
    if (changed.isEmpty()) {
      return List.of();
    }
    store.writeAll(changed);
    return events.changed(locked, paths, lane);
  }
}
