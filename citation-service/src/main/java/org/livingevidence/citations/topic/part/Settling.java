package org.livingevidence.citations.topic.part;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.event.TopicSource;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.TopicStore;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.outbox.Change;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;

/// Makes topics follow from what is said of them, and then those that depend on them, until nothing
/// changes any more. Topics depend in one direction, from Mondo over supplementary concepts to
/// descriptors, so that this ends.
@Singleton
class Settling {
  private static final int BATCH = 500;

  private final TopicStore topics;
  private final PartStore parts;
  private final Neighbours neighbours;
  private final MondoLabels mondoLabels;
  private final Outbox outbox;

  Settling(
      TopicStore topics,
      PartStore parts,
      Neighbours neighbours,
      MondoLabels mondoLabels,
      Outbox outbox) {
    this.topics = topics;
    this.parts = parts;
    this.neighbours = neighbours;
    this.mondoLabels = mondoLabels;
    this.outbox = outbox;
  }

  /// What became of a topic.
  enum Fate {
    CREATED,
    UPDATED,
    DELETED
  }

  /// @param ids of topics of which something new is said
  /// @return what changed, by id; also of topics that only depend on these
  Map<String, Fate> settle(Connection connection, Collection<String> ids) throws SQLException {
    Map<String, Fate> fates = new HashMap<>();
    Set<String> waiting = new TreeSet<>(ids);
    while (!waiting.isEmpty()) {
      List<String> batch = waiting.stream().limit(BATCH).toList();
      batch.forEach(waiting::remove);
      waiting.addAll(settleBatch(connection, batch, fates));
    }
    return fates;
  }

  /// Settles what depends on a topic of MeSH that a person wrote or deleted; the topic itself is as
  /// they left it.
  ///
  /// @param before what it was, null when it is new
  /// @param after what it is, null when it is no more; written already
  void settleAfterEdit(
      Connection connection, String id, @Nullable JsonNode before, @Nullable Topic after)
      throws SQLException {
    Set<String> affected =
        after == null
            ? dependants(connection, Map.of(), Map.of(), Map.of(), List.of(id))
            : dependants(
                connection,
                parts.read(connection, List.of(id)),
                before == null ? Map.of() : Map.of(id, before),
                Map.of(id, after),
                List.of());
    affected.remove(id);
    var unused = settle(connection, affected);
  }

  private Set<String> settleBatch(Connection connection, List<String> ids, Map<String, Fate> fates)
      throws SQLException {
    Map<String, LockedAggregate> locks = outbox.lockAll(TopicSource.TYPE, ids);
    Map<String, Map<String, Held>> said = new HashMap<>();
    parts
        .read(connection, ids)
        .forEach(
            (id, held) -> {
              held.values().removeIf(part -> !part.counts());
              said.put(id, held);
            });
    Map<String, JsonNode> before = topics.states(connection, ids);
    Map<String, String> hashes = topics.hashes(connection, ids);
    List<String> mondo = ids.stream().filter(Settling::isMondo).toList();
    Set<String> affected = new HashSet<>();
    if (!mondo.isEmpty()) {
      affected.addAll(label(connection, mondo, said));
    }
    Around around = around(connection, ids, mondo, said);
    List<SourceState.Present> written = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    Map<String, Topic> mesh = new TreeMap<>();
    for (String id : ids) {
      Map<String, Held> all = said.getOrDefault(id, Map.of());
      Topic topic =
          isMondo(id)
              ? MondoMerge.merge(id, all, around)
              : all.isEmpty() ? null : MeshMerge.merge(id, all, around);
      if (topic == null) {
        if (before.containsKey(id)) {
          deleted.add(id);
        }
        continue;
      }
      String json = StateJson.write(topic);
      String hash = StateJson.hash(json);
      if (!hash.equals(hashes.get(id))) {
        written.add(new SourceState.Present(id, 0, null, json, hash, topic));
      }
      if ("mesh".equals(topic.scheme())) {
        mesh.put(id, topic);
      }
    }
    write(connection, locks, before, written, deleted, fates);
    affected.addAll(dependants(connection, said, before, mesh, deleted));
    return affected;
  }

  private void write(
      Connection connection,
      Map<String, LockedAggregate> locks,
      Map<String, JsonNode> before,
      List<SourceState.Present> written,
      List<String> deleted,
      Map<String, Fate> fates)
      throws SQLException {
    List<Change> changes = new ArrayList<>();
    if (!written.isEmpty()) {
      List<SourceState.Present> complete = topics.complete(connection, written);
      topics.write(connection, complete);
      for (SourceState.Present state : complete) {
        JsonNode old = before.get(state.id());
        List<String> paths =
            old == null ? List.of() : StateJson.changedPaths(old, StateJson.parse(state.json()));
        changes.add(change(locks.get(state.id()), Kind.CHANGED, paths));
        fates.merge(
            state.id(),
            old == null ? Fate.CREATED : Fate.UPDATED,
            (first, second) -> first == Fate.CREATED ? first : second);
      }
    }
    if (!deleted.isEmpty()) {
      topics.delete(connection, deleted);
      for (String id : deleted) {
        changes.add(change(locks.get(id), Kind.DELETED, List.of()));
        fates.put(id, Fate.DELETED);
      }
    }
    if (!changes.isEmpty()) {
      var unused = outbox.append(changes);
    }
  }

  private static Change change(@Nullable LockedAggregate lock, Kind kind, List<String> paths) {
    if (lock == null) {
      throw new IllegalStateException("a topic was not locked");
    }
    return new Change(lock, kind, paths, Lane.BULK);
  }

  /// @return the Mondo diseases that share a MeSH topic with one whose name came or went
  private Set<String> label(
      Connection connection, List<String> mondo, Map<String, Map<String, Held>> said)
      throws SQLException {
    Set<String> before = mondoLabels.called(connection, List.of(), mondo);
    Map<String, String> labels = new HashMap<>();
    for (String id : mondo) {
      String name = MondoMerge.looseName(said.getOrDefault(id, Map.of()));
      labels.put(id, name == null ? "" : MeshMerge.key(name));
    }
    if (!mondoLabels.label(connection, labels)) {
      return Set.of();
    }
    before.addAll(mondoLabels.called(connection, List.of(), mondo));
    return before;
  }

  private Around around(
      Connection connection,
      List<String> ids,
      List<String> mondo,
      Map<String, Map<String, Held>> said)
      throws SQLException {
    Set<String> keys = new HashSet<>();
    Set<String> headings = new HashSet<>();
    Set<String> named = new HashSet<>();
    Map<String, List<String>> mapped = new HashMap<>();
    for (String id : ids) {
      if (isMondo(id)) {
        continue;
      }
      List<String> its = new ArrayList<>();
      for (Held part : said.getOrDefault(id, Map.of()).values()) {
        part.names().forEach(name -> keys.add(MeshMerge.key(name)));
        part.topic().synonyms().forEach(name -> keys.add(MeshMerge.key(name)));
        its.addAll(part.topic().broader());
      }
      if (id.startsWith("C")) {
        mapped.put(id, its);
        said.getOrDefault(id, Map.of()).values().stream()
            .flatMap(part -> part.names().stream())
            .forEach(name -> named.add(MeshMerge.key(name)));
      }
      for (String heading : its) {
        if (heading.startsWith(Part.NAMED)) {
          named.add(MeshMerge.key(heading.substring(Part.NAMED.length())));
        } else {
          headings.add(heading);
        }
      }
    }
    neighbours.map(connection, keyed(mapped));
    Map<String, Around.Tree> trees = new HashMap<>();
    parts
        .trees(connection, keys)
        .forEach((key, tree) -> trees.put(key, new Around.Tree(tree.release(), tree.numbers())));
    named.addAll(trees.keySet());
    Map<String, Set<String>> owners =
        named.isEmpty() ? Map.of() : neighbours.owners(connection, named, true);
    owners.values().forEach(headings::addAll);
    return new Around(
        trees,
        parts.wholeReleases(connection),
        owners,
        headings.isEmpty() ? Map.of() : neighbours.numbers(connection, headings),
        mondo.isEmpty() ? Map.of() : mondoLabels.merging(connection, mondo));
  }

  private static Map<String, List<String>> keyed(Map<String, List<String>> mapped) {
    mapped.replaceAll(
        (id, headings) ->
            headings.stream()
                .map(one -> one.startsWith(Part.NAMED) ? MeshMerge.key(one) : one)
                .distinct()
                .toList());
    return mapped;
  }

  /// Topics of which what is so now may make something else of.
  private Set<String> dependants(
      Connection connection,
      Map<String, Map<String, Held>> said,
      Map<String, JsonNode> before,
      Map<String, Topic> mesh,
      List<String> deleted)
      throws SQLException {
    Map<String, Map<String, Boolean>> names = new HashMap<>();
    deleted.stream().filter(id -> !isMondo(id)).forEach(id -> names.put(id, Map.of()));
    Set<String> moved = new TreeSet<>();
    Set<String> keys = new TreeSet<>();
    mesh.forEach(
        (id, topic) -> {
          Set<String> preferred = new TreeSet<>();
          said.getOrDefault(id, Map.of()).values().forEach(part -> preferred.addAll(part.names()));
          names.put(id, Neighbours.names(topic, preferred));
          JsonNode old = before.get(id);
          boolean disease = Boolean.TRUE.equals(topic.condition());
          boolean stays = old != null && texts(old.path("treeNumbers")).equals(topic.treeNumbers());
          if (old == null || !stays || old.path("condition").asBoolean() != disease) {
            keys.addAll(names.getOrDefault(id, Map.of()).keySet());
          }
          if (!stays) {
            moved.add(id);
          }
        });
    moved.addAll(deleted);
    if (names.isEmpty() && moved.isEmpty()) {
      return new HashSet<>();
    }
    Set<String> renamed = neighbours.rename(connection, names);
    keys.addAll(renamed);
    Set<String> affected = new HashSet<>();
    keys.forEach(key -> moved.add(Part.NAMED + key));
    affected.addAll(neighbours.under(connection, moved));
    affected.addAll(mondoLabels.called(connection, keys, List.of()));
    affected.addAll(neighbours.namesakes(connection, renamed));
    return affected;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  static boolean isMondo(String id) {
    return id.startsWith("MONDO:");
  }
}
