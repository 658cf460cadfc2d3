package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeLog;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.change.ChangeStore;
import org.livingevidence.gateway.change.Effect;
import org.livingevidence.gateway.intake.Columns;
import org.livingevidence.gateway.intake.Source;
import org.livingevidence.gateway.intake.VersionGuard;
import org.livingevidence.gateway.intake.VersionGuard.Conflict;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;
import org.livingevidence.gateway.intake.citation.CitationIntake;
import org.livingevidence.gateway.intake.drug.DrugIntake;
import org.livingevidence.gateway.intake.topic.Relinks;
import org.livingevidence.gateway.intake.topic.TopicIntake;
import org.livingevidence.outbox.EventEnvelope;

/// Turns batches into transactions: rows, links, counters, offsets, parked records, changes and the
/// position commit together or not at all.
final class Applier {
  private final ProjectorSession session;
  private final DeadLetters deadLetters;
  private final int bulkFrom;

  Applier(ProjectorSession session, DeadLetters deadLetters, int bulkFrom) {
    this.session = session;
    this.deadLetters = deadLetters;
    this.bulkFrom = bulkFrom;
  }

  /// Applies a batch to the live generation.
  Applied live(int generation, Knowledge knowledge, Batch batch) throws SQLException {
    return session.inTransaction(
        generation, transaction -> apply(transaction, knowledge, batch, true));
  }

  /// Applies a batch to a generation beside the live one: the same rows, without any change.
  Applied beside(int generation, Knowledge knowledge, Batch batch) throws SQLException {
    return session.inTransaction(
        generation, transaction -> apply(transaction, knowledge, batch, false));
  }

  private Applied apply(
      ProjectorSession.Transaction transaction, Knowledge knowledge, Batch batch, boolean live)
      throws SQLException {
    Connection connection = transaction.connection();
    List<Effect> effects = new ArrayList<>();
    Map<Source, Map<Verdict, Integer>> verdicts = new EnumMap<>(Source.class);
    List<Conflict> conflicts = new ArrayList<>();
    Map<Source, List<EventEnvelope>> accepted = new EnumMap<>(Source.class);
    Instant begun = Instant.now();
    // Topics first: what the same batch says of publications and drugs then needs no relinking.
    if (!batch.topics().isEmpty()) {
      note(
          Source.TOPICS,
          TopicIntake.apply(connection, knowledge.hierarchy(), batch.topics(), effects),
          verdicts,
          conflicts,
          accepted);
    }
    if (!batch.drugs().isEmpty()) {
      note(
          Source.DRUGS,
          DrugIntake.apply(
              connection, knowledge.hierarchy(), knowledge.drugNames(), batch.drugs(), effects),
          verdicts,
          conflicts,
          accepted);
    }
    if (!batch.citations().isEmpty()) {
      note(
          Source.CITATIONS,
          CitationIntake.apply(
              connection, knowledge.hierarchy(), knowledge.drugNames(), batch.citations(), effects),
          verdicts,
          conflicts,
          accepted);
    }
    record(connection, conflicts);
    deadLetters.park(connection, batch.parked(), batch.offsets());
    SourceOffset.save(connection, batch.offsets());
    List<ChangeRow> changes = live ? append(transaction, effects) : List.of();
    return new Applied(
        transaction.position(),
        transaction.position() + changes.size(),
        changes,
        verdicts,
        conflicts,
        begun,
        accepted,
        batch.parked().size());
  }

  /// Links again the next things that name the first topic in the queue.
  ///
  /// @return what it did; null when the queue is empty
  @Nullable Applied relink(int generation, Knowledge knowledge, int atMost, boolean live)
      throws SQLException {
    return session.<@Nullable Applied>inTransaction(
        generation,
        transaction -> {
          Connection connection = transaction.connection();
          Relinks.Job job = Relinks.next(connection);
          if (job == null) {
            return null;
          }
          CitationIntake.Relinked relinked =
              CitationIntake.relink(
                  connection,
                  knowledge.hierarchy(),
                  knowledge.drugNames(),
                  job.topicId(),
                  job.afterId(),
                  atMost);
          Set<String> conditions = new TreeSet<>(relinked.changed());
          boolean evidence = relinked.evidence();
          if (relinked.count() < atMost || relinked.lastId() == null) {
            Set<String> moved = DrugIntake.relink(connection, knowledge.hierarchy(), job.topicId());
            evidence |= !moved.isEmpty();
            conditions.addAll(moved);
            Relinks.done(connection, job.topicId());
          } else {
            Relinks.progress(connection, job.topicId(), relinked.lastId());
          }
          Effect effect =
              new Effect(
                  evidence ? ChangeKind.EVIDENCE : ChangeKind.RANK,
                  List.of(),
                  ChangeLog.cause("relink", job.topicId()),
                  conditions);
          List<ChangeRow> changes = live ? append(transaction, List.of(effect)) : List.of();
          return Applied.withoutEvents(transaction.position(), changes);
        });
  }

  /// Writes changes and moves the position to the last of them.
  List<ChangeRow> append(ProjectorSession.Transaction transaction, List<Effect> effects)
      throws SQLException {
    List<ChangeRow> changes =
        ChangeLog.assign(effects, transaction.position(), Instant.now(), bulkFrom);
    if (!changes.isEmpty()) {
      ChangeStore.append(transaction.connection(), changes);
      session.moveTo(changes.getLast().position());
    }
    return changes;
  }

  private static void note(
      Source source,
      VersionGuard.Result<?> result,
      Map<Source, Map<Verdict, Integer>> verdicts,
      List<Conflict> conflicts,
      Map<Source, List<EventEnvelope>> accepted) {
    verdicts.put(source, result.verdicts());
    conflicts.addAll(result.conflicts());
    accepted.put(source, result.accepted().stream().map(one -> one.arrived().envelope()).toList());
  }

  private static void record(Connection connection, List<Conflict> conflicts) throws SQLException {
    if (conflicts.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into version_conflict (
              type, subject, version, kept_hash, seen_hash, topic, partition, record_offset)
            select * from unnest(
              ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
            on conflict do nothing
            """)) {
      statement.setArray(1, Columns.text(connection, conflicts, Conflict::type));
      statement.setArray(2, Columns.text(connection, conflicts, Conflict::subject));
      statement.setArray(3, Columns.number(connection, conflicts, Conflict::version));
      statement.setArray(4, Columns.text(connection, conflicts, Conflict::keptHash));
      statement.setArray(5, Columns.text(connection, conflicts, Conflict::seenHash));
      statement.setArray(6, Columns.text(connection, conflicts, Conflict::topic));
      statement.setArray(7, Columns.number(connection, conflicts, c -> (long) c.partition()));
      statement.setArray(8, Columns.number(connection, conflicts, Conflict::offset));
      statement.executeUpdate();
    }
  }
}
