package org.livingevidence.citations.topic.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.TopicNames;
import org.livingevidence.citations.topic.part.Statement.Part;

/// A MeSH topic as a pure function of what its sources say.
///
/// Each field has an order of its own. Names: the newest release that gives one; every other that
/// was ever given is a synonym. Tree numbers: the newest release of a record or a table. Synonyms
/// summary and pharmacological actions: the record; those of MEDIC only where there is no
/// record. Mappings: all. What a person wrote stands as it is, completed by tree numbers where
/// it has none, and by mappings.
final class MeshMerge {
  private static final String FINDINGS = "C23";

  private MeshMerge() {}

  /// @return the topic; null when nothing that counts describes it
  static @Nullable Topic merge(String id, Map<String, Held> parts, Around around) {
    Held curated = parts.get(Part.CURATED);
    Held record = parts.get(Part.RECORD);
    Held medic = parts.get(Part.MEDIC);
    List<Topic.Mapping> mapped = mappings(parts);
    if (curated != null) {
      return curated(curated.topic(), mapped, parts, around);
    }
    String name = name(parts);
    if (name == null) {
      return null;
    }
    boolean descriptor = id.startsWith("D");
    List<String> terms =
        record != null
            ? record.topic().synonyms()
            : medic != null ? medic.topic().synonyms() : List.of();
    List<String> synonyms = synonyms(name, terms, parts);
    List<String> numbers = descriptor ? numbers(parts, around) : List.of();
    Topic base = record != null ? record.topic() : Topic.of(id);
    List<String> broader = new ArrayList<>();
    boolean diseaseAbove = false;
    for (String heading : base.broader()) {
      String above = around.heading(heading, MeshMerge::key);
      if (above.startsWith(Part.NAMED) || above.equals(id)) {
        continue;
      }
      List<String> its = around.headingNumbers().getOrDefault(above, List.of());
      diseaseAbove |= Topic.isCondition(its);
      if (!its.isEmpty() && its.stream().allMatch(number -> number.startsWith(FINDINGS))) {
        mapped.add(new Topic.Mapping(above, "related"));
      } else {
        broader.add(above);
      }
    }
    boolean disease;
    if (descriptor) {
      disease = numbers.isEmpty() ? medic != null : Topic.isCondition(numbers);
    } else {
      Boolean said = base.condition();
      disease = said != null ? said : medic != null || diseaseAbove;
    }
    return new Topic(
        id,
        "mesh",
        descriptor ? "descriptor" : "supplementary",
        name,
        TopicNames.natural(name, synonyms),
        null,
        synonyms,
        base.summary(),
        numbers,
        broader.stream().distinct().toList(),
        List.of(),
        base.pharmacologicalActions(),
        mapped.stream().distinct().toList(),
        disease,
        descriptor ? null : promoted(name, around),
        new Topic.Source("mesh", record == null ? null : revised(record.topic())));
  }

  /// The descriptor that bears the name of a supplementary concept: MeSH never gives one name to
  /// two records at a time, so the concept was made a heading since.
  private static @Nullable String promoted(String name, Around around) {
    return around.preferredOwners().getOrDefault(key(name), Set.of()).stream()
        .filter(owner -> owner.startsWith("D"))
        .findFirst()
        .orElse(null);
  }

  private static Topic curated(
      Topic written, List<Topic.Mapping> mapped, Map<String, Held> parts, Around around) {
    Set<Topic.Mapping> mappings = new LinkedHashSet<>(written.mappings());
    Set<String> known = new TreeSet<>();
    mappings.forEach(mapping -> known.add(String.valueOf(mapping.id())));
    mapped.stream()
        .filter(mapping -> known.add(String.valueOf(mapping.id())))
        .forEach(mappings::add);
    List<String> numbers = written.treeNumbers();
    if (numbers.isEmpty() && "descriptor".equals(written.kind())) {
      numbers = numbers(parts, around);
    }
    boolean disease = Boolean.TRUE.equals(written.condition()) || Topic.isCondition(numbers);
    return written.completed(numbers, List.copyOf(mappings), disease);
  }

  private static @Nullable String revised(Topic topic) {
    return topic.source() == null ? null : topic.source().revised();
  }

  /// The name that the newest release gives.
  private static @Nullable String name(Map<String, Held> parts) {
    Held newest =
        Stream.of(Part.RECORD, Part.TERMS, Part.TREES)
            .map(parts::get)
            .filter(Objects::nonNull)
            .filter(part -> part.topic().name() != null)
            .max(
                Comparator.comparing(Held::release)
                    .thenComparing(part -> part.source().equals(Part.RECORD))
                    .thenComparing(part -> String.valueOf(part.topic().name())))
            .orElse(parts.get(Part.MEDIC));
    return newest == null ? null : newest.topic().name();
  }

  private static List<String> synonyms(String name, List<String> terms, Map<String, Held> parts) {
    Map<String, String> all = new TreeMap<>();
    Set<String> ordered = new LinkedHashSet<>(terms);
    for (Held part : parts.values()) {
      // MEDIC's headline is a synonym like its others: of no account beside a record.
      if (!part.source().equals(Part.MEDIC) || !parts.containsKey(Part.RECORD)) {
        part.names().forEach(one -> all.put(one, one));
      }
    }
    ordered.addAll(all.keySet());
    ordered.remove(name);
    return List.copyOf(ordered);
  }

  /// The tree numbers of the newest release: of the record, of the table by ids, of the tables by
  /// names.
  private static List<String> numbers(Map<String, Held> parts, Around around) {
    List<Around.Tree> candidates = new ArrayList<>();
    for (String source : List.of(Part.RECORD, Part.TREES)) {
      Held part = parts.get(source);
      if (part != null && !part.topic().treeNumbers().isEmpty()) {
        candidates.add(new Around.Tree(part.release(), part.topic().treeNumbers()));
      }
    }
    Around.Tree byName = byName(parts, around);
    if (byName != null) {
      candidates.add(byName);
    }
    Around.Tree newest = null;
    for (Around.Tree candidate : candidates) {
      if (newest == null || candidate.release().compareTo(newest.release()) > 0) {
        newest = candidate;
      }
    }
    return newest == null ? List.of() : newest.numbers().stream().sorted().distinct().toList();
  }

  /// What the yearly tables say under any of the preferred names. A heading that a later table no
  /// longer has under such a name goes by an entry term there, when exactly one is in the table and
  /// no other topic bears it as its name: it was renamed.
  private static Around.@Nullable Tree byName(Map<String, Held> parts, Around around) {
    Set<String> preferred = new TreeSet<>();
    Set<String> entry = new TreeSet<>();
    for (Held part : parts.values()) {
      part.names().forEach(one -> preferred.add(key(one)));
      part.topic().synonyms().forEach(one -> entry.add(key(one)));
    }
    Around.Tree newest = null;
    for (String key : preferred) {
      Around.Tree tree = around.trees().get(key);
      if (tree != null && (newest == null || tree.release().compareTo(newest.release()) > 0)) {
        newest = tree;
      }
    }
    List<Around.Tree> renamed = new ArrayList<>();
    String after = newest == null ? "" : newest.release();
    for (String key : entry) {
      Around.Tree tree = around.trees().get(key);
      if (tree != null
          && !preferred.contains(key)
          && tree.release().compareTo(after) > 0
          && around.wholeReleases().contains(tree.release())
          && around.preferredOwners().getOrDefault(key, Set.of()).isEmpty()) {
        renamed.add(tree);
      }
    }
    return renamed.size() == 1 ? renamed.getFirst() : newest;
  }

  /// All mappings of all mapping sets, in the order of their ids.
  static List<Topic.Mapping> mappings(Map<String, Held> parts) {
    return new ArrayList<>(
        parts.values().stream()
            .filter(part -> part.source().startsWith(Part.MAPPINGS))
            .flatMap(part -> part.topic().mappings().stream())
            .distinct()
            .sorted(
                Comparator.comparing((Topic.Mapping mapping) -> String.valueOf(mapping.id()))
                    .thenComparing(mapping -> String.valueOf(mapping.relation())))
            .toList());
  }

  /// What names are compared by.
  static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
