package org.livingevidence.gateway.intake.topic;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.Effect;
import org.livingevidence.gateway.intake.Arrived;
import org.livingevidence.gateway.intake.EventReader;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.UnreadableException;
import org.livingevidence.gateway.intake.VersionGuard;
import org.livingevidence.gateway.intake.VersionGuard.Accepted;

/// Applies topics: their rows and names, their place in the hierarchy, and what has to be relinked
/// because that place moved.
public final class TopicIntake {
  private TopicIntake() {}

  /// A topic's event, read.
  ///
  /// @param arrived the event with what is needed of it
  public record TopicEvent(Arrived<TopicContent> arrived) {}

  /// What is needed of a topic; opaque outside this package.
  public static final class TopicContent {
    private final TopicFacts facts;

    private TopicContent(TopicFacts facts) {
      this.facts = facts;
    }
  }

  /// The place of a topic before a batch.
  private record Place(Set<String> parents, Set<String> ancestors, boolean condition) {}

  /// What happened to one topic of a batch.
  private record Moved(
      Accepted<TopicContent> accepted,
      Hierarchy.@Nullable Node before,
      boolean renamed,
      Set<String> under) {}

  /// Reads a record of the topic.
  ///
  /// @throws UnreadableException when it is no topic's event
  public static TopicEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
    return new TopicEvent(
        EventReader.read(
            record, Source.TOPICS, (data, json) -> new TopicContent(TopicFacts.read(data, json))));
  }

  /// Applies a batch in the connection's transaction and generation. When it throws, the hierarchy
  /// may be ahead of the store and has to be loaded again.
  ///
  /// @param effects receives what it did to conditions
  /// @return what the version guard said
  public static VersionGuard.Result<TopicContent> apply(
      Connection connection, Hierarchy hierarchy, List<TopicEvent> events, List<Effect> effects)
      throws SQLException {
    VersionGuard.Result<TopicContent> result =
        VersionGuard.select(
            connection, Source.TOPICS, events.stream().map(TopicEvent::arrived).toList());
    if (result.accepted().isEmpty()) {
      return result;
    }
    Set<String> wereOther = TopicStore.upsert(connection, rows(result.accepted()));
    Map<String, Place> before = new HashMap<>();
    List<Moved> moved = new ArrayList<>();
    Map<String, Set<String>> relinks = new HashMap<>();
    for (Accepted<TopicContent> accepted : result.accepted()) {
      moved.add(move(hierarchy, accepted, before));
    }
    for (Moved topic : moved) {
      effects.add(effect(hierarchy, topic, before));
      if (wereOther.contains(topic.accepted().id())) {
        relinks.put(Relinks.EVERYTHING, reach(hierarchy, topic.accepted().id(), before));
      }
    }
    TopicStore.moveParents(connection, parentChanges(hierarchy, before));
    before.forEach(
        (id, place) -> {
          if (place.condition() != hierarchy.isCondition(id)
              || !place.ancestors().equals(hierarchy.ancestors(id))) {
            relinks.put(id, reach(hierarchy, id, before));
          }
        });
    Relinks.enqueue(connection, relinks);
    return result;
  }

  private static List<TopicStore.Row> rows(List<Accepted<TopicContent>> accepted) {
    List<TopicStore.Row> rows = new ArrayList<>(accepted.size());
    for (Accepted<TopicContent> one : accepted) {
      TopicContent content = one.arrived().facts();
      rows.add(
          new TopicStore.Row(one.arrived().envelope(), content == null ? null : content.facts));
    }
    return rows;
  }

  private static Moved move(
      Hierarchy hierarchy, Accepted<TopicContent> accepted, Map<String, Place> before) {
    String id = accepted.id();
    TopicContent content = accepted.arrived().facts();
    TopicFacts facts = content == null ? null : content.facts;
    Hierarchy.Node old = hierarchy.node(id);
    Hierarchy.Node next = facts != null && facts.condition() ? facts.node() : null;
    boolean stays = old != null && next != null && old.samePlace(next);
    Set<String> under = new HashSet<>();
    if (old != null) {
      under.addAll(hierarchy.under(id));
    }
    if (next != null && !stays) {
      under.addAll(hierarchy.under(next));
    }
    if (!stays) {
      for (String each : under) {
        before.computeIfAbsent(each, key -> place(hierarchy, key));
      }
    }
    if (next != null) {
      hierarchy.put(next);
    } else if (facts != null && facts.other()) {
      hierarchy.putOther(id);
    } else {
      hierarchy.remove(id);
    }
    boolean renamed = old != null && next != null && !old.sameNames(next);
    return new Moved(accepted, old, renamed, under);
  }

  private static Place place(Hierarchy hierarchy, String id) {
    return new Place(
        hierarchy.parents(id), Set.copyOf(hierarchy.ancestors(id)), hierarchy.isCondition(id));
  }

  /// The topic itself; where its name or place changed also those whose views name it.
  private static Effect effect(Hierarchy hierarchy, Moved topic, Map<String, Place> before) {
    String id = topic.accepted().id();
    Set<String> conditions = new TreeSet<>();
    Place place = before.get(id);
    boolean condition = hierarchy.isCondition(id);
    if (condition || topic.before() != null) {
      conditions.add(id);
      if (place != null || topic.renamed() || !pathsSpareName(topic.accepted().changedPaths())) {
        conditions.addAll(hierarchy.ancestors(id));
        for (String each : topic.under()) {
          Place was = before.get(each);
          if (hierarchy.parents(each).contains(id) || (was != null && was.parents().contains(id))) {
            conditions.add(each);
          }
        }
      }
      if (place != null) {
        conditions.addAll(place.ancestors());
      }
    }
    return new Effect(
        ChangeKind.BIBLIOGRAPHIC,
        topic.accepted().changedPaths(),
        Effect.cause(topic.accepted().arrived().envelope()),
        conditions);
  }

  /// Whether the owner says that neither name nor slug changed. Without its word they may have.
  private static boolean pathsSpareName(List<String> paths) {
    return !paths.isEmpty()
        && paths.stream()
            .noneMatch(
                path ->
                    path.equals("/name") || path.equals("/naturalName") || path.equals("/slug"));
  }

  private static Set<String> reach(Hierarchy hierarchy, String id, Map<String, Place> before) {
    Set<String> reach = new TreeSet<>(hierarchy.ancestors(id));
    reach.add(id);
    Place place = before.get(id);
    if (place != null) {
      reach.addAll(place.ancestors());
    }
    return reach;
  }

  private static List<TopicStore.ParentChange> parentChanges(
      Hierarchy hierarchy, Map<String, Place> before) {
    List<TopicStore.ParentChange> changes = new ArrayList<>();
    before.forEach(
        (child, place) -> {
          Set<String> now = hierarchy.parents(child);
          for (String parent : now) {
            if (!place.parents().contains(parent)) {
              changes.add(new TopicStore.ParentChange(child, parent, true));
            }
          }
          for (String parent : place.parents()) {
            if (!now.contains(parent)) {
              changes.add(new TopicStore.ParentChange(child, parent, false));
            }
          }
        });
    return changes;
  }

  /// Loads the hierarchy of the connection's generation.
  public static Hierarchy load(Connection connection) throws SQLException {
    return TopicStore.load(connection);
  }
}
