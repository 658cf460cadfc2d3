package org.livingevidence.citations.contribution;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.Response.Status;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Problems;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.Merging.Turn;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;

/// What people decide of duplicates: two citations are one, they are not, and a merge was wrong. In
/// the caller's transaction, with an audit entry.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
class Decisions {
  private final DataSource dataSource;
  private final DecisionStore decisions;
  private final GroupStore groups;
  private final GroupWriter writer;
  private final BeforeStore before;
  private final MergeLog log;
  private final AuditLog audit;
  private final SecurityIdentity identity;

  Decisions(
      DataSource dataSource,
      DecisionStore decisions,
      GroupStore groups,
      GroupWriter writer,
      BeforeStore before,
      MergeLog log,
      AuditLog audit,
      SecurityIdentity identity) {
    this.dataSource = dataSource;
    this.decisions = decisions;
    this.groups = groups;
    this.writer = writer;
    this.before = before;
    this.log = log;
    this.audit = audit;
    this.identity = identity;
  }

  /// What an undone merge left.
  ///
  /// @param survivor the citation that stays
  /// @param restored the citation that stands by itself again
  /// @param events theirs
  public record Parted(String survivor, String restored, List<String> events) {}

  /// Takes a merge back: all records that came with the former citation, or the one that joined,
  /// stand by themselves again, and are kept apart from now on.
  Parted undo(long number) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      groups.turn(connection, Turn.ALONE);
      DecisionStore.Merge merge = decisions.merge(connection, number);
      if (merge == null) {
        throw Problems.notFound("merge", Long.toString(number));
      }
      if (merge.undoneAt() != null) {
        throw Problems.of(Status.CONFLICT, "This merge was undone at " + merge.undoneAt() + ".");
      }
      // The citation may have another name by now.
      String name =
          before
              .aliases(connection, Set.of(merge.survivor()))
              .getOrDefault(merge.survivor(), merge.survivor());
      Group survivor = groups.read(connection, Set.of(name)).get(name);
      if (survivor == null) {
        throw Problems.of(
            Status.CONFLICT,
            merge.survivor() + " is not a citation any more, and no other has become of it.");
      }
      List<DecisionStore.Merge> all =
          merge.former() == null
              ? List.of(merge)
              : decisions.together(connection, merge.survivor(), merge.former());
      List<Part> leaving = leaving(survivor, all);
      String id = freeId(connection, merge, survivor);
      Group restored = restored(id, leaving);
      leaving.forEach(survivor::remove);
      List<Part> parts = new ArrayList<>(survivor.parts());
      parts.addAll(restored.parts());
      groups.drop(connection, leaving);
      List<EventId> events =
          writer.write(connection, List.of(survivor, restored), parts, Lane.INTERACTIVE);
      String who = identity.getPrincipal().getName();
      log.keepApart(connection, survivor.id(), id, "a merge of them was undone", who);
      decisions.undone(connection, all.stream().map(DecisionStore.Merge::number).toList(), who);
      audit.record(
          "undo-merge",
          CitationSource.TYPE,
          survivor.id(),
          StateJson.tree(merge),
          StateJson.tree(Map.of("restored", id)),
          null);
      return new Parted(
          survivor.id(), id, events.stream().map(EventId::toString).sorted().toList());
    }
  }

  /// Decides a pair.
  ///
  /// @param decision `same`: they become one; `different`: they are kept apart
  DecisionStore.Pair decide(long number, @Nullable String decision) throws SQLException {
    if (decision == null || !List.of("same", "different").contains(decision)) {
      throw Problems.invalid("decision", "must be same or different");
    }
    try (Connection connection = dataSource.getConnection()) {
      groups.turn(connection, Turn.ALONE);
      DecisionStore.Pair pair = decisions.pair(connection, number);
      if (pair == null) {
        throw Problems.notFound("pair", Long.toString(number));
      }
      if (pair.decision() != null) {
        throw Problems.of(Status.CONFLICT, "It was decided already: " + pair.decision() + ".");
      }
      String who = identity.getPrincipal().getName();
      if (decision.equals("same")) {
        unite(connection, pair, who);
      }
      decisions.decided(connection, number, decision, who);
      audit.record(
          "decide-duplicate",
          CitationSource.TYPE,
          pair.one(),
          StateJson.tree(pair),
          StateJson.tree(Map.of("decision", decision)),
          null);
      DecisionStore.Pair decided = decisions.pair(connection, number);
      return decided == null ? pair : decided;
    }
  }

  private void unite(Connection connection, DecisionStore.Pair pair, String who)
      throws SQLException {
    Map<String, Group> both = groups.read(connection, Set.of(pair.one(), pair.other()));
    Group one = both.get(pair.one());
    Group other = both.get(pair.other());
    if (one == null || other == null) {
      throw Problems.of(
          Status.CONFLICT,
          "One of them is not a citation any more: " + (one == null ? pair.one() : pair.other()));
    }
    if (numbered(one) && numbered(other)) {
      throw Problems.of(
          Status.CONFLICT,
          "Both are records of PubMed: which of its records are one is for NLM to say.");
    }
    boolean otherStays = numbered(other) || (!numbered(one) && other.principal() != null);
    Group survivor = otherStays ? other : one;
    Group absorbed = otherStays ? one : other;
    List<MergeLog.Merge> merges = absorbed.merges(survivor.id(), "a person says so");
    survivor.absorb(absorbed);
    var unused = writer.write(connection, List.of(survivor), survivor.parts(), Lane.INTERACTIVE);
    log.merged(connection, merges, who);
  }

  private static boolean numbered(Group group) {
    Citation principal = group.principal();
    return principal != null
        && principal.source() != null
        && Sources.PUBMED.equals(principal.source().kind());
  }

  private static List<Part> leaving(Group survivor, List<DecisionStore.Merge> merges) {
    List<Part> leaving = new ArrayList<>();
    for (DecisionStore.Merge merge : merges) {
      survivor.parts().stream()
          .filter(part -> part.name().equals(new Part.Key(merge.source(), merge.key())))
          .forEach(leaving::add);
    }
    boolean nothingStays =
        survivor.principal() == null
            && survivor.parts().stream()
                .allMatch(part -> leaving.contains(part) || part.onlyNotices());
    if (leaving.isEmpty() || nothingStays) {
      throw Problems.of(
          Status.CONFLICT,
          leaving.isEmpty()
              ? "The record is not part of " + survivor.id() + " any more."
              : "Nothing else describes " + survivor.id() + ": there is nothing to part from.");
    }
    if (leaving.stream().allMatch(Part::onlyNotices)) {
      throw Problems.of(
          Status.CONFLICT, "What it says is of this paper's status: correct the paper instead.");
    }
    return leaving;
  }

  private String freeId(Connection connection, DecisionStore.Merge merge, Group survivor)
      throws SQLException {
    String wanted = merge.former() == null ? merge.key() : merge.former();
    boolean taken =
        wanted.equals(survivor.id()) || !groups.read(connection, Set.of(wanted)).isEmpty();
    return taken ? "hash:" + StateJson.hash(merge.source() + "\n" + merge.key()) : wanted;
  }

  /// What a curator wrote is a principal again, not a part.
  static Group restored(String id, List<Part> leaving) {
    Part curated = null;
    for (Part part : leaving) {
      if (part.source().equals(Sources.CURATED)) {
        curated = part;
      }
    }
    Group restored =
        curated == null
            ? new Group(id, null, "", null)
            : new Group(id, curated.citation(), curated.hash(), null);
    for (Part part : leaving) {
      if (part != curated) {
        restored.put(part);
      }
    }
    return restored;
  }
}
