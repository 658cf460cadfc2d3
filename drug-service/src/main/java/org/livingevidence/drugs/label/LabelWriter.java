package org.livingevidence.drugs.label;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.event.ChangedPaths;
import org.livingevidence.drugs.event.LabelEvents;
import org.livingevidence.drugs.label.RenditionStore.Provenance;
import org.livingevidence.drugs.label.RenditionStore.Sighting;
import org.livingevidence.drugs.label.Section.Passage;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;

/// Takes labels that were read from files into what is held, in the caller's transaction: locks,
/// renditions, state, event. What changes nothing emits nothing, and is remembered as confirmed.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class LabelWriter {
  private final LabelStore labels;
  private final RenditionStore renditions;
  private final LabelEvents events;
  private final Event<LabelsChanged> changed;

  LabelWriter(
      LabelStore labels,
      RenditionStore renditions,
      LabelEvents events,
      Event<LabelsChanged> changed) {
    this.labels = labels;
    this.renditions = renditions;
    this.events = events;
    this.changed = changed;
  }

  /// Puts each label to what is held of it; the outcome of each in order.
  public List<Outcome> putAll(List<SourcedLabel> chunk, ImportContext context) {
    var setIds = new TreeSet<String>();
    chunk.forEach(each -> setIds.add(each.label().setId()));
    var locked = events.lockAll(setIds);
    Map<String, List<Rendition>> held = new HashMap<>();
    renditions
        .of(setIds)
        .forEach(
            (setId, known) ->
                held.put(
                    setId, new ArrayList<>(known.stream().map(Provenance::rendition).toList())));
    Map<String, JsonNode> before = labels.readAll(setIds);
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var prepared = chunk.stream().map(Prepared::of).toList();
    // All at once and in order, so that imports that share texts do not wait for each other in
    // rings.
    Map<String, Passage> texts = new HashMap<>();
    prepared.stream()
        .filter(
            each -> held.getOrDefault(each.label().setId(), List.of()).stream().noneMatch(each::is))
        .forEach(each -> texts.putAll(each.texts()));
    renditions.keep(texts);
    var outcomes = new ArrayList<Outcome>();
    for (var each : prepared) {
      var known = held.computeIfAbsent(each.label().setId(), setId -> new ArrayList<>());
      var seen = new Sighting(now, each.release(), context.importId(), context.fileName());
      outcomes.add(put(each, known, seen));
    }
    settle(locked, held, before, now);
    labels.confirm(setIds, now);
    return outcomes;
  }

  /// Takes back what an import brought, where no other import has confirmed it since; the outcome
  /// for each label in order.
  public List<Outcome> takeBack(List<String> ids, String importId) {
    var setIds = new TreeSet<>(ids);
    var locked = events.lockAll(setIds);
    Map<String, JsonNode> before = labels.readAll(setIds);
    var taken = renditions.take(setIds, importId);
    Map<String, List<Rendition>> left = new HashMap<>();
    setIds.forEach(setId -> left.put(setId, List.of()));
    renditions
        .of(setIds)
        .forEach(
            (setId, known) -> left.put(setId, known.stream().map(Provenance::rendition).toList()));
    settle(locked, left, before, Instant.now().truncatedTo(ChronoUnit.MICROS));
    return ids.stream()
        .map(
            setId ->
                !taken.contains(setId)
                    ? new Outcome(
                        OutcomeKind.OLDER, setId, "another import has confirmed it since; it stays")
                    : Outcome.of(
                        left.getOrDefault(setId, List.of()).isEmpty()
                            ? OutcomeKind.DELETED
                            : OutcomeKind.UPDATED,
                        setId))
        .toList();
  }

  /// Makes the states of labels follow from their renditions, with their events.
  private void settle(
      Map<String, LockedAggregate> locked,
      Map<String, List<Rendition>> held,
      Map<String, JsonNode> before,
      Instant now) {
    var composition = new LabelComposition(renditions);
    var written = new TreeSet<String>();
    var gone = new ArrayList<String>();
    for (var each : new TreeMap<>(held).entrySet()) {
      String setId = each.getKey();
      var ledger = locked.get(setId);
      if (ledger == null) {
        throw new IllegalStateException("The label " + setId + " is not locked");
      }
      var was = before.get(setId);
      if (each.getValue().isEmpty()) {
        if (was != null) {
          gone.add(setId);
          written.add(setId);
          var unused = events.deleted(ledger, Lane.BULK);
        }
        continue;
      }
      var state = composition.compose(each.getValue());
      var tree = LabelJson.tree(state);
      if (!tree.equals(was)) {
        labels.write(state, now);
        written.add(setId);
        var unused = events.changed(ledger, ChangedPaths.between(was, tree), Lane.BULK);
      }
    }
    if (!written.isEmpty()) {
      changed.fire(new LabelsChanged(List.copyOf(written), Lane.BULK));
    }
    // After whoever follows labels was told: it may hold what it wants to note, and want the row.
    gone.forEach(labels::delete);
  }

  /// @param known the label's renditions; gains what is new
  private Outcome put(Prepared label, List<Rendition> known, Sighting seen) {
    for (int i = 0; i < known.size(); i++) {
      if (label.is(known.get(i))) {
        return confirm(label, known, i, seen);
      }
    }
    var rendition = label.rendition();
    renditions.insert(rendition, LabelJson.text(label.outlines()), label.detail(), seen);
    var outcome = outcome(rendition, known);
    known.add(rendition);
    return outcome;
  }

  private Outcome confirm(Prepared label, List<Rendition> known, int at, Sighting seen) {
    var rendition = known.get(at).confirmed(seen.release());
    renditions.confirm(rendition, seen);
    boolean other = false;
    if (rendition.yieldsTo(seen.release(), label.detailHash())) {
      other = !label.detailHash().equals(rendition.detailHash());
      rendition = rendition.withDetail(seen.release(), label.detailHash());
      renditions.writeDetail(rendition, label.detail());
    }
    known.set(at, rendition);
    return Outcome.of(other ? OutcomeKind.UPDATED : OutcomeKind.UNCHANGED, rendition.setId());
  }

  private static Outcome outcome(Rendition rendition, List<Rendition> known) {
    if (known.isEmpty()) {
      return Outcome.of(OutcomeKind.CREATED, rendition.setId());
    }
    return new Outcome(OutcomeKind.UPDATED, rendition.setId(), place(rendition, known));
  }

  /// What became of a version beside others, null when it is simply the newest.
  private static @Nullable String place(Rendition rendition, List<Rendition> known) {
    long newest = known.stream().mapToLong(Rendition::version).max().orElseThrow();
    var same = known.stream().filter(each -> each.version() == rendition.version()).toList();
    String version = "version " + rendition.version();
    if (same.stream().anyMatch(each -> each.words().equals(rendition.words()))) {
      return version + " is held in the same words; this is laid out anew";
    }
    if (same.stream().anyMatch(each -> each.rendering() == rendition.rendering())) {
      return "the content of " + version + " changed without a new version; both are kept";
    }
    if (!same.isEmpty()) {
      var preferred = LabelComposition.preferred(same);
      return Rendition.PREFERENCE.compare(rendition, preferred) > 0
          ? version + " is held from " + preferred.rendering().word() + ", which speaks for it"
          : version + " was held from " + preferred.rendering().word() + "; this speaks for it now";
    }
    return rendition.version() < newest
        ? version + " takes its place in the history; version " + newest + " stays the current one"
        : null;
  }
}
