package org.livingevidence.drugs.label;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.RenditionStore.Provenance;
import org.livingevidence.drugs.label.Section.Passage;

/// What is held of labels, with their texts, for whoever works with them. Every method reads in the
/// caller's transaction.
@ApplicationScoped
public class HeldLabels {
  private final LabelStore labels;
  private final RenditionStore renditions;
  private final IntroductionStore introductions;

  HeldLabels(LabelStore labels, RenditionStore renditions, IntroductionStore introductions) {
    this.labels = labels;
    this.renditions = renditions;
    this.introductions = introductions;
  }

  /// The current version of a label, null when the label is not held.
  public @Nullable LabelDocument current(String setId) {
    var versions = versions(setId);
    return versions.isEmpty() ? null : document(versions.values().iterator().next().getFirst());
  }

  /// A version of a label, null when it is not held.
  public @Nullable LabelDocument version(String setId, long version) {
    var found = versions(setId).get(version);
    return found == null ? null : document(found.getFirst());
  }

  /// The ids of the drugs held that labels are of, by set id, in order.
  public Map<String, List<String>> drugs(Collection<String> setIds) {
    Map<String, List<String>> ids = new TreeMap<>();
    labels
        .drugs(setIds)
        .forEach(
            (setId, drugs) ->
                ids.put(setId, drugs.stream().map(LabelStore.LinkedDrug::id).toList()));
    return ids;
  }

  /// The ids of the drugs that labels introduce where no person has entered them, or did, in order.
  public Set<String> introduced(Collection<String> setIds) {
    return introductions.introducedBy(setIds);
  }

  /// The ids of all drugs that labels introduce, or did, in order.
  public Set<String> introduced() {
    return introductions.introduced();
  }

  /// What a label's current version says it is of.
  ///
  /// @param moieties what acts
  public record Identified(
      String setId,
      String name,
      long version,
      @Nullable String effective,
      Identifiers identifiers,
      List<String> moieties) {}

  /// Labels as they identify themselves, in order of set id.
  public List<Identified> identified(Collection<String> setIds) {
    return new TreeMap<>(labels.readAll(setIds))
        .values().stream()
            .map(LabelJson::state)
            .map(
                state ->
                    new Identified(
                        state.id(),
                        state.name(),
                        state.version(),
                        state.effective(),
                        state.identifiers(),
                        SubstanceNames.moieties(state.identifiers())))
            .toList();
  }

  /// The set ids of the labels of a drug, in order.
  public List<String> ofDrug(String drugId) {
    return labels.ofDrug(drugId);
  }

  /// The renditions of a label by version, newest first, of each version the preferred first; empty
  /// when the label is not held.
  Map<Long, List<Rendition>> versions(String setId) {
    return LabelComposition.byVersion(
        renditions.of(List.of(setId)).getOrDefault(setId, List.of()).stream()
            .map(Provenance::rendition)
            .toList());
  }

  /// A rendition with its texts.
  LabelDocument document(Rendition rendition) {
    var content = renditions.content(rendition);
    var texts = renditions.texts(Outline.hashes(content.sections()));
    return content
        .detail()
        .document(rendition, Outline.sections(content.sections(), hash -> text(texts, hash)));
  }

  static Passage text(Map<String, Passage> texts, String hash) {
    var text = texts.get(hash);
    if (text == null) {
      throw new IllegalStateException("A text of a label is gone: " + hash);
    }
    return text;
  }
}
