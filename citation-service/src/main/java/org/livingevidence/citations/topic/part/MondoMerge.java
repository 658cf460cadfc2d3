package org.livingevidence.citations.topic.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Statement.Part;

/// A Mondo disease as a pure function of what mapping sets say of it.
///
/// It is a topic of its own only where it says something that MeSH does not: it has no exact match
/// there, and either a mapping set places it by a broader, narrower or related one, or its name is
/// an entry term of a MeSH condition that has those of other Mondo diseases too: MeSH merges them.
final class MondoMerge {
  private static final Pattern MESH = Pattern.compile("[CD][0-9]{6,9}");

  private MondoMerge() {}

  /// @return the topic; null when there is none
  static @Nullable Topic merge(String id, Map<String, Held> parts, Around around) {
    List<Topic.Mapping> mapped = MeshMerge.mappings(parts);
    Held curated = parts.get(Part.CURATED);
    if (curated != null) {
      return completed(curated.topic(), mapped);
    }
    String name = looseName(parts);
    if (name == null) {
      return null;
    }
    Set<String> broader = new TreeSet<>(around.merging().getOrDefault(id, Set.of()));
    List<Topic.Mapping> others = new ArrayList<>();
    boolean placed = !broader.isEmpty();
    for (Topic.Mapping mapping : mapped) {
      boolean mesh = MESH.matcher(String.valueOf(mapping.id())).matches();
      placed |= mesh;
      if (mesh && "broader".equals(mapping.relation())) {
        broader.add(String.valueOf(mapping.id()));
      } else {
        others.add(mapping);
      }
    }
    if (!placed) {
      return null;
    }
    return new Topic(
        id,
        "mondo",
        "disease",
        name,
        name,
        null,
        synonyms(name, parts),
        null,
        List.of(),
        List.copyOf(broader),
        List.of(),
        List.of(),
        others,
        true,
        null,
        new Topic.Source("mondo", revised(parts)));
  }

  /// The name of a disease that MeSH does not have as its own; null for one that it has, or that
  /// Mondo has given up.
  static @Nullable String looseName(Map<String, Held> parts) {
    Held newest =
        parts.values().stream()
            .filter(part -> part.source().startsWith(Part.MAPPINGS))
            .filter(part -> part.topic().name() != null)
            .max(Comparator.comparing(Held::position).thenComparing(Held::source))
            .orElse(null);
    String name = newest == null ? null : newest.topic().name();
    if (name == null || name.startsWith("obsolete ")) {
      return null;
    }
    boolean exact =
        MeshMerge.mappings(parts).stream()
            .anyMatch(
                mapping ->
                    "exact".equals(mapping.relation())
                        && MESH.matcher(String.valueOf(mapping.id())).matches());
    return exact ? null : name;
  }

  private static Topic completed(Topic written, List<Topic.Mapping> mapped) {
    Set<String> known = new TreeSet<>();
    List<Topic.Mapping> mappings = new ArrayList<>(written.mappings());
    mappings.forEach(mapping -> known.add(String.valueOf(mapping.id())));
    mapped.stream()
        .filter(mapping -> known.add(String.valueOf(mapping.id())))
        .filter(mapping -> !written.broader().contains(String.valueOf(mapping.id())))
        .forEach(mappings::add);
    return written.completed(
        written.treeNumbers(), mappings, Boolean.TRUE.equals(written.condition()));
  }

  private static List<String> synonyms(String name, Map<String, Held> parts) {
    Set<String> keys = new TreeSet<>(Set.of(MeshMerge.key(name)));
    Set<String> synonyms = new LinkedHashSet<>();
    parts.values().stream()
        .sorted(Comparator.comparing(Held::source))
        .flatMap(part -> part.names().stream())
        .filter(one -> !one.startsWith("obsolete "))
        .filter(one -> keys.add(MeshMerge.key(one)))
        .forEach(synonyms::add);
    parts.values().stream()
        .sorted(Comparator.comparing(Held::source))
        .flatMap(part -> part.topic().synonyms().stream())
        .filter(one -> keys.add(MeshMerge.key(one)))
        .forEach(synonyms::add);
    return List.copyOf(synonyms);
  }

  private static @Nullable String revised(Map<String, Held> parts) {
    return parts.values().stream()
        .map(part -> part.topic().source())
        .filter(source -> source != null && source.revised() != null)
        .map(source -> String.valueOf(source.revised()))
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
