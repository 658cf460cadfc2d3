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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    var outcomes = new ArrayList<Outcome>();
    for (var each : chunk) {
      var known = held.computeIfAbsent(each.label().setId(), setId -> new ArrayList<>());
      String release = each.release() == null ? "" : each.release();
      var seen = new Sighting(now, release, context.importId(), context.fileName());
      outcomes.add(put(each.label(), known, seen));
    }
    Map<String, List<String>> written = new LinkedHashMap<>();
    var composition = new LabelComposition(renditions);
    for (String setId : setIds) {
      var state = composition.compose(held.getOrDefault(setId, List.of()));
      var tree = LabelJson.tree(state);
      var was = before.get(setId);
      if (!tree.equals(was)) {
        labels.write(state, now);
        written.put(setId, ChangedPaths.between(was, tree));
      }
    }
    labels.confirm(setIds, now);
    for (var each : written.entrySet()) {
      var ledger = locked.get(each.getKey());
      if (ledger == null) {
        throw new IllegalStateException("The label " + each.getKey() + " is not locked");
      }
      var unused = events.changed(ledger, each.getValue(), Lane.BULK);
    }
    if (!written.isEmpty()) {
      changed.fire(new LabelsChanged(List.copyOf(written.keySet()), Lane.BULK));
    }
    return outcomes;
  }

  /// @param known the label's renditions; gains what is new
  private Outcome put(LabelDocument label, List<Rendition> known, Sighting seen) {
    Map<String, Passage> texts = new HashMap<>();
    var outlines = Outline.of(label.sections(), texts);
    String stamp = label.effective() + "\0" + label.documentId() + "\0";
    String hash = Outline.sha256(stamp + Outline.exactHash(outlines));
    String detail = LabelJson.text(Detail.of(label));
    String detailHash = Outline.sha256(detail);
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i).isOf(label, hash)) {
        return confirm(known, i, detail, detailHash, seen);
      }
    }
    var boxed = Outline.outermost(outlines, LabelCodes.BOXED_WARNING);
    var rendition =
        new Rendition(
            label.setId(),
            label.version(),
            label.rendering(),
            hash,
            Outline.sha256(stamp + Outline.hash(outlines)),
            label.effective(),
            label.documentId(),
            boxed.isEmpty() ? null : Outline.hash(boxed),
            seen.release(),
            seen.release(),
            detailHash);
    renditions.keep(texts);
    renditions.insert(rendition, LabelJson.text(outlines), detail, seen);
    var outcome = outcome(rendition, known);
    known.add(rendition);
    return outcome;
  }

  private Outcome confirm(
      List<Rendition> known, int at, String detail, String detailHash, Sighting seen) {
    var rendition = known.get(at).confirmed(seen.release());
    renditions.confirm(rendition, seen);
    boolean other = false;
    if (rendition.yieldsTo(seen.release(), detailHash)) {
      other = !detailHash.equals(rendition.detailHash());
      rendition = rendition.withDetail(seen.release(), detailHash);
      renditions.writeDetail(rendition, detail);
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
