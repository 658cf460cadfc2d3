package org.livingevidence.gateway.intake.drug;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.livingevidence.gateway.intake.drug.DrugStore.Place;
import org.livingevidence.gateway.intake.topic.Hierarchy;
import org.livingevidence.gateway.intake.topic.Relinks;

/// Applies drugs: their rows and their places under conditions. An indication stands in the view of
/// its own condition, and in those above only as one of a narrower condition; a restriction stands
/// where it is against the condition itself.
public final class DrugIntake {
  private DrugIntake() {}

  /// A drug's event, read.
  ///
  /// @param arrived the event with what is needed of it
  public record DrugEvent(Arrived<DrugContent> arrived) {}

  /// What is needed of a drug; opaque outside this package.
  public static final class DrugContent {
    private final DrugFacts facts;

    private DrugContent(DrugFacts facts) {
      this.facts = facts;
    }
  }

  /// Reads a record of the topic.
  ///
  /// @throws UnreadableException when it is no drug's event
  public static DrugEvent read(ConsumerRecord<byte[], byte[]> record) throws UnreadableException {
    return new DrugEvent(
        EventReader.read(
            record, Source.DRUGS, (data, json) -> new DrugContent(DrugFacts.read(data, json))));
  }

  /// Applies a batch in the connection's transaction and generation.
  ///
  /// @param effects receives what it did to conditions
  /// @return what the version guard said
  public static VersionGuard.Result<DrugContent> apply(
      Connection connection,
      Hierarchy hierarchy,
      DrugNames names,
      List<DrugEvent> events,
      List<Effect> effects)
      throws SQLException {
    VersionGuard.Result<DrugContent> result =
        VersionGuard.select(
            connection, Source.DRUGS, events.stream().map(DrugEvent::arrived).toList());
    if (result.accepted().isEmpty()) {
      return result;
    }
    List<String> ids = result.accepted().stream().map(Accepted::id).toList();
    Map<String, String> before = DrugStore.read(connection, ids);
    Map<String, Map<String, Place>> oldPlaces = DrugStore.places(connection, ids);
    Map<String, Set<String>> concerned = DrugStore.concerned(connection, ids);
    boolean renamed = false;
    List<DrugStore.Row> rows = new ArrayList<>(ids.size());
    List<Place> places = new ArrayList<>();
    for (Accepted<DrugContent> accepted : result.accepted()) {
      DrugContent content = accepted.arrived().facts();
      DrugFacts facts = content == null ? null : content.facts;
      rows.add(new DrugStore.Row(accepted.arrived().envelope(), facts));
      Map<String, Place> now = facts == null ? Map.of() : places(facts, hierarchy);
      places.addAll(now.values());
      effects.add(
          effect(
              accepted,
              before.get(accepted.id()),
              oldPlaces.getOrDefault(accepted.id(), Map.of()),
              now,
              seenIn(
                  connection,
                  facts,
                  before.get(accepted.id()),
                  concerned.getOrDefault(accepted.id(), Set.of()))));
      renamed |= names.put(accepted.id(), facts == null ? null : DrugNames.Named.of(facts));
    }
    DrugStore.upsert(connection, rows);
    DrugStore.replacePlaces(connection, ids, places);
    if (renamed) {
      Relinks.enqueueEverything(connection);
    }
    return result;
  }

  /// The conditions that show a drug without its having a place there: publications name it, or it
  /// belongs to a class that another drug is not to be given with.
  private static Set<String> seenIn(
      Connection connection,
      @Nullable DrugFacts now,
      @Nullable String before,
      Set<String> concerned)
      throws SQLException {
    Set<String> conditions = new TreeSet<>(concerned);
    Set<String> classes = new TreeSet<>();
    addClass(classes, now);
    addClass(classes, before == null ? null : DrugFacts.stored(before));
    DrugStore.restricting(connection, classes).values().forEach(conditions::addAll);
    return conditions;
  }

  private static void addClass(Set<String> classes, @Nullable DrugFacts drug) {
    String key = drug == null ? null : drug.classKey();
    if (key != null) {
      classes.add(key);
    }
  }

  /// Places again the drugs that name a topic.
  ///
  /// @return the conditions whose content changed
  public static Set<String> relink(Connection connection, Hierarchy hierarchy, String topicId)
      throws SQLException {
    List<String> ids = DrugStore.naming(connection, topicId);
    return ids.isEmpty() ? Set.of() : place(connection, hierarchy, ids);
  }

  /// Places drugs again.
  ///
  /// @return the conditions whose content changed
  public static Set<String> place(Connection connection, Hierarchy hierarchy, List<String> ids)
      throws SQLException {
    Set<String> changed = new TreeSet<>();
    Map<String, Map<String, Place>> oldPlaces = DrugStore.places(connection, ids);
    Map<String, Map<String, Place>> newPlaces = new HashMap<>();
    DrugStore.read(connection, ids)
        .forEach((id, json) -> newPlaces.put(id, places(DrugFacts.stored(json), hierarchy)));
    List<Place> places = new ArrayList<>();
    for (String id : ids) {
      Map<String, Place> was = oldPlaces.getOrDefault(id, Map.of());
      Map<String, Place> now = newPlaces.getOrDefault(id, Map.of());
      places.addAll(now.values());
      Set<String> touched = new TreeSet<>(was.keySet());
      touched.addAll(now.keySet());
      touched.removeIf(
          condition -> {
            Place place = now.get(condition);
            return place != null && place.equals(was.get(condition));
          });
      changed.addAll(touched);
    }
    DrugStore.replacePlaces(connection, ids, places);
    return changed;
  }

  private static Map<String, Place> places(DrugFacts drug, Hierarchy hierarchy) {
    Map<String, Place> places = new TreeMap<>();
    for (String topic : drug.indicated()) {
      if (hierarchy.isCondition(topic)) {
        put(places, new Place(drug.id(), topic, true, false, false));
        for (String above : hierarchy.ancestors(topic)) {
          put(places, new Place(drug.id(), above, false, true, false));
        }
      }
    }
    for (String topic : drug.restricted()) {
      if (hierarchy.isCondition(topic)) {
        put(places, new Place(drug.id(), topic, false, false, true));
      }
    }
    return places;
  }

  private static void put(Map<String, Place> places, Place place) {
    places.merge(place.conditionId(), place, Place::and);
  }

  private static Effect effect(
      Accepted<DrugContent> accepted,
      @Nullable String before,
      Map<String, Place> oldPlaces,
      Map<String, Place> newPlaces,
      Set<String> seenIn) {
    Set<String> conditions = new TreeSet<>(seenIn);
    conditions.addAll(oldPlaces.keySet());
    conditions.addAll(newPlaces.keySet());
    DrugFacts was = before == null ? null : DrugFacts.stored(before);
    DrugContent content = accepted.arrived().facts();
    DrugFacts now = content == null ? null : content.facts;
    ChangeKind kind;
    if (!restrictions(was).equals(restrictions(now))) {
      kind = ChangeKind.SAFETY;
    } else if (!indications(was).equals(indications(now))) {
      kind = ChangeKind.REGULATORY;
    } else if (!oldPlaces.equals(newPlaces)) {
      kind = ChangeKind.EVIDENCE;
    } else {
      kind = ChangeKind.BIBLIOGRAPHIC;
    }
    return new Effect(
        kind, accepted.changedPaths(), Effect.cause(accepted.arrived().envelope()), conditions);
  }

  private static String restrictions(@Nullable DrugFacts facts) {
    return facts == null ? "" : facts.restrictions();
  }

  private static String indications(@Nullable DrugFacts facts) {
    return facts == null ? "" : facts.indications();
  }
}
