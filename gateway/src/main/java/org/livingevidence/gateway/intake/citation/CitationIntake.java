package org.livingevidence.gateway.intake.citation;

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
import org.livingevidence.gateway.intake.citation.Evidence.Pair;
import org.livingevidence.gateway.intake.drug.DrugNames;
import org.livingevidence.gateway.intake.topic.Hierarchy;
import org.livingevidence.gateway.intake.topic.Relinks;

/// Applies citations: their rows, the headings they name, their links to conditions, and the drugs
/// that they name there.
public final class CitationIntake {
  private CitationIntake() {}

  /// A citation's event, read.
  ///
  /// @param arrived the event with what is needed of it
  public record CitationEvent(Arrived<CitationContent> arrived) {}

  /// What is needed of a citation; opaque outside this package.
  public static final class CitationContent {
    private final CitationFacts facts;

    private CitationContent(CitationFacts facts) {
      this.facts = facts;
    }
  }

  /// The outcome of one step of relinking.
  ///
  /// @param lastId the last citation that was linked again; null when there was none
  /// @param count how many there were; fewer than asked for means the end
  /// @param changed conditions whose content changed
  /// @param evidence whether a link came or went, rather than only a rank
  public record Relinked(
      @Nullable String lastId, int count, Set<String> changed, boolean evidence) {}

  /// Reads a record of the topic.
  ///
  /// @throws UnreadableException when it is no citation's event
  public static CitationEvent read(ConsumerRecord<byte[], byte[]> record)
      throws UnreadableException {
    return new CitationEvent(
        EventReader.read(
            record,
            Source.CITATIONS,
            (data, json) -> new CitationContent(CitationFacts.read(data, json))));
  }

  /// Applies a batch in the connection's transaction and generation.
  ///
  /// @param effects receives what it did to conditions
  /// @return what the version guard said
  public static VersionGuard.Result<CitationContent> apply(
      Connection connection,
      Hierarchy hierarchy,
      DrugNames drugNames,
      List<CitationEvent> events,
      List<Effect> effects)
      throws SQLException {
    VersionGuard.Result<CitationContent> result =
        VersionGuard.select(
            connection, Source.CITATIONS, events.stream().map(CitationEvent::arrived).toList());
    if (result.accepted().isEmpty()) {
      return result;
    }
    Set<String> known = new TreeSet<>();
    for (Accepted<CitationContent> accepted : result.accepted()) {
      if (accepted.held() != null && !accepted.held().deleted()) {
        known.add(accepted.id());
      }
    }
    Map<String, CitationStore.Before> before =
        known.isEmpty() ? Map.of() : CitationStore.read(connection, known);
    List<CitationStore.Row> rows = new ArrayList<>(result.accepted().size());
    Map<String, Set<String>> headings = new HashMap<>();
    Map<String, Map<String, Link>> links = new HashMap<>();
    Map<String, Map<Pair, Evidence>> evidence = new HashMap<>();
    Map<String, Set<String>> retracted = new HashMap<>();
    for (Accepted<CitationContent> accepted : result.accepted()) {
      CitationContent content = accepted.arrived().facts();
      CitationFacts facts = content == null ? null : content.facts;
      Set<String> kept = facts == null ? Set.of() : keptHeadings(facts, hierarchy);
      rows.add(new CitationStore.Row(accepted.arrived().envelope(), facts, kept));
      headings.put(accepted.id(), kept);
      Map<String, Link> linked = facts == null ? Map.of() : Link.of(facts, hierarchy);
      links.put(accepted.id(), linked);
      evidence.put(accepted.id(), facts == null ? Map.of() : Evidence.of(facts, linked, drugNames));
      CitationStore.Before was = before.get(accepted.id());
      if (facts != null && facts.retracted()) {
        retracted.put(accepted.id(), facts.keys());
      } else if (was != null && CitationFacts.retracted(was.state())) {
        retracted.put(accepted.id(), Set.of());
      }
    }
    CitationStore.upsert(connection, rows);
    CitationStore.replaceHeadings(connection, headingsOf(before), headings);
    Map<String, LinkStore.Difference> differences = LinkStore.replace(connection, links, known);
    Map<String, EvidenceStore.Difference> named =
        EvidenceStore.replace(connection, evidence, known);
    Map<String, Set<String>> citing = RetractionStore.replace(connection, retracted);
    for (Accepted<CitationContent> accepted : result.accepted()) {
      LinkStore.Difference difference = differences.get(accepted.id());
      if (difference != null) {
        EvidenceStore.Difference drugs = named.get(accepted.id());
        effects.add(
            effect(
                accepted,
                before.get(accepted.id()),
                difference,
                drugs != null && drugs.moved(),
                citing.getOrDefault(accepted.id(), Set.of())));
      }
    }
    return result;
  }

  /// Links again the next citations that name a topic.
  ///
  /// @param topicId the topic, or [Relinks#EVERYTHING]
  /// @param afterId the last one done, empty at the beginning
  public static Relinked relink(
      Connection connection,
      Hierarchy hierarchy,
      DrugNames drugNames,
      String topicId,
      String afterId,
      int atMost)
      throws SQLException {
    List<String> ids =
        topicId.equals(Relinks.EVERYTHING)
            ? CitationStore.all(connection, afterId, atMost)
            : CitationStore.naming(connection, topicId, afterId, atMost);
    if (ids.isEmpty()) {
      return new Relinked(null, 0, Set.of(), false);
    }
    Map<String, CitationStore.Before> before = CitationStore.read(connection, ids);
    Map<String, Set<String>> headings = new HashMap<>();
    Map<String, Map<String, Link>> links = new HashMap<>();
    Map<String, Map<Pair, Evidence>> named = new HashMap<>();
    before.forEach(
        (id, citation) -> {
          CitationFacts facts = stored(citation.json());
          Map<String, Link> linked = Link.of(facts, hierarchy);
          links.put(id, linked);
          named.put(id, Evidence.of(facts, linked, drugNames));
          Set<String> kept = keptHeadings(facts, hierarchy);
          if (!kept.equals(citation.headings())) {
            headings.put(id, kept);
          }
        });
    CitationStore.replaceHeadings(connection, headingsOf(before), headings);
    CitationStore.setHeadings(connection, headings);
    Set<String> changed = new TreeSet<>();
    boolean evidence = false;
    for (LinkStore.Difference difference :
        LinkStore.replace(connection, links, before.keySet()).values()) {
      changed.addAll(difference.gained());
      changed.addAll(difference.lost());
      changed.addAll(difference.ranked());
      evidence |= !difference.gained().isEmpty() || !difference.lost().isEmpty();
    }
    for (EvidenceStore.Difference difference :
        EvidenceStore.replace(connection, named, before.keySet()).values()) {
      changed.addAll(difference.changed());
      evidence |= difference.moved();
    }
    return new Relinked(ids.getLast(), ids.size(), changed, evidence);
  }

  /// @param citing conditions of publications that refer to it, where it is or was retracted: they
  ///     say so
  private static Effect effect(
      Accepted<CitationContent> accepted,
      CitationStore.@Nullable Before before,
      LinkStore.Difference difference,
      boolean drugsMoved,
      Set<String> citing) {
    Set<String> conditions = new HashSet<>(difference.kept());
    conditions.addAll(citing);
    conditions.addAll(difference.gained());
    conditions.addAll(difference.lost());
    CitationContent content = accepted.arrived().facts();
    CitationFacts now = content == null ? null : content.facts;
    CitationFacts was = before == null || conditions.isEmpty() ? null : stored(before.json());
    ChangeKind kind;
    if (now != null && (was == null ? now.grave() : !sameTrust(was, now))) {
      kind = ChangeKind.SAFETY;
    } else if (drugsMoved || !difference.gained().isEmpty() || !difference.lost().isEmpty()) {
      kind = ChangeKind.EVIDENCE;
    } else {
      kind = ChangeKind.BIBLIOGRAPHIC;
    }
    return new Effect(
        kind, accepted.changedPaths(), Effect.cause(accepted.arrived().envelope()), conditions);
  }

  private static boolean sameTrust(CitationFacts was, CitationFacts now) {
    return was.state().equals(now.state()) && was.notices().equals(now.notices());
  }

  private static Set<String> keptHeadings(CitationFacts facts, Hierarchy hierarchy) {
    Set<String> kept = new TreeSet<>(facts.headings().keySet());
    kept.removeIf(heading -> !hierarchy.keepsHeading(heading));
    return kept;
  }

  private static Map<String, Set<String>> headingsOf(Map<String, CitationStore.Before> citations) {
    Map<String, Set<String>> headings = new HashMap<>();
    citations.forEach((id, citation) -> headings.put(id, citation.headings()));
    return headings;
  }

  private static CitationFacts stored(String json) {
    try {
      return CitationFacts.read(EventReader.stored(json), json);
    } catch (UnreadableException e) {
      throw new IllegalStateException("a stored citation can no longer be read", e);
    }
  }
}
