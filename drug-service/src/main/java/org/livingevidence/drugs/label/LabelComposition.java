package org.livingevidence.drugs.label;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelState.HeldVersion;
import org.livingevidence.drugs.label.LabelState.SilentChange;
import org.livingevidence.drugs.label.LabelState.Vanished;
import org.livingevidence.drugs.label.LabelState.Words;
import org.livingevidence.drugs.topic.NameKey;

/// The state of a label as it follows from all its renditions: a function of what is held, whatever
/// the order in which it came.
final class LabelComposition {
  /// What says in which conditions a product is to be used: of US labels, of the EU's.
  private static final List<String> INDICATIONS =
      List.of(LabelCodes.INDICATIONS, "smpc-4.1", "leaflet-1");

  private final RenditionStore store;

  LabelComposition(RenditionStore store) {
    this.store = store;
  }

  /// Of one version the renditions that speak for it: the first of the preferred kind of source.
  static Rendition preferred(List<Rendition> ofOneVersion) {
    return ofOneVersion.stream().min(Rendition.PREFERENCE).orElseThrow();
  }

  /// The renditions by version, newest first; of each version the preferred first.
  static Map<Long, List<Rendition>> byVersion(List<Rendition> renditions) {
    Map<Long, List<Rendition>> versions = new TreeMap<>(Comparator.reverseOrder());
    renditions.stream()
        .sorted(Rendition.PREFERENCE)
        .forEach(
            rendition ->
                versions
                    .computeIfAbsent(rendition.version(), version -> new ArrayList<>())
                    .add(rendition));
    return versions;
  }

  /// @param renditions all of the label, at least one
  LabelState compose(List<Rendition> renditions) {
    var versions = byVersion(renditions);
    var current = versions.values().iterator().next().getFirst();
    var content = store.content(current);
    var detail = content.detail();
    return new LabelState(
        current.setId(),
        detail.name(),
        detail.kind(),
        detail.kind().weaker(),
        detail.jurisdiction(),
        detail.language(),
        detail.title(),
        detail.type(),
        detail.labeler(),
        current.version(),
        current.effective(),
        current.rendering(),
        detail.identifiers(),
        detail.products(),
        words(content.sections(), List.of(LabelCodes.BOXED_WARNING)),
        words(content.sections(), INDICATIONS),
        Outline.hashesByCode(content.sections()),
        versions.values().stream().map(this::version).toList());
  }

  private @Nullable Words words(List<Outline> sections, List<String> codes) {
    for (String code : codes) {
      var found = Outline.outermost(sections, code);
      if (!found.isEmpty()) {
        var texts = store.texts(Outline.hashes(found));
        var whole = new StringBuilder();
        for (var section : Outline.sections(found, hash -> HeldLabels.text(texts, hash))) {
          whole.append(whole.isEmpty() ? "" : "\n").append(section.wholeText());
        }
        return new Words(Outline.hash(found), whole.toString());
      }
    }
    return null;
  }

  private HeldVersion version(List<Rendition> renditions) {
    var preferred = renditions.getFirst();
    return new HeldVersion(
        preferred.version(),
        preferred.effective(),
        preferred.documentId(),
        preferred.rendering(),
        renditions.stream().map(Rendition::rendering).distinct().toList(),
        preferred.hash(),
        preferred.boxedWarning(),
        silentChange(renditions));
  }

  /// Of the first kind of source that had several contents under one version.
  private @Nullable SilentChange silentChange(List<Rendition> renditions) {
    Map<Rendering, List<Rendition>> bySource = new EnumMap<>(Rendering.class);
    renditions.forEach(
        rendition ->
            bySource
                .computeIfAbsent(rendition.rendering(), source -> new ArrayList<>())
                .add(rendition));
    for (var source : bySource.entrySet()) {
      var all = distinct(source.getValue());
      if (all.size() > 1) {
        Set<Vanished> vanished = new LinkedHashSet<>();
        for (var other : all.subList(1, all.size())) {
          vanished.addAll(vanished(other, all.getFirst()));
        }
        return new SilentChange(
            source.getKey(), all.stream().map(Rendition::hash).toList(), List.copyOf(vanished));
      }
    }
    return null;
  }

  /// Of those that have the same words the preferred one.
  private static List<Rendition> distinct(List<Rendition> renditions) {
    Map<String, Rendition> byWords = new LinkedHashMap<>();
    renditions.forEach(rendition -> byWords.putIfAbsent(rendition.words(), rendition));
    return List.copyOf(byWords.values());
  }

  private List<Vanished> vanished(Rendition before, Rendition now) {
    Set<String> left = new LinkedHashSet<>();
    store.content(now).sections().stream()
        .flatMap(Outline::walk)
        .forEach(section -> left.add(identity(section)));
    return store.content(before).sections().stream()
        .flatMap(Outline::walk)
        .filter(section -> section.code() != null || section.title() != null)
        .filter(section -> !left.contains(identity(section)))
        .map(section -> new Vanished(section.code(), section.title()))
        .toList();
  }

  private static String identity(Outline section) {
    String title = section.title() == null ? "" : NameKey.of(section.title());
    return section.code() + "\0" + title;
  }
}
