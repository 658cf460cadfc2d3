package org.livingevidence.imports;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseAway;
import org.livingevidence.imports.OutcomeStore.Line;
import org.livingevidence.imports.WorkStore.Work;

/// Applies chunks of one job, each in one transaction together with its outcomes and the job's
/// progress. What the database asks to be repeated is repeated; a chunk that fails otherwise is
/// halved until the record at fault stands alone, which is then rejected with the reason.
///
/// @param <R> a record as parsed
final class ChunkApplier<R> {
  private static final Logger LOG = Logger.getLogger(ChunkApplier.class);
  private static final long SHORTEST_PAUSE = 5_000_000;
  private static final int LONGEST_REASON = 1_000;

  private final Intake<R> intake;
  private final Work work;
  private final ImportContext context;
  private final WorkStore jobs;
  private final OutcomeStore outcomes;
  private final ImportsConfig config;
  private final ImportMetrics metrics;
  private long donePosition;

  ChunkApplier(
      Intake<R> intake,
      Work work,
      WorkStore jobs,
      OutcomeStore outcomes,
      ImportsConfig config,
      ImportMetrics metrics) {
    this.intake = intake;
    this.work = work;
    this.context = new ImportContext(work.id(), work.kind(), work.name(), work.owner());
    this.jobs = jobs;
    this.outcomes = outcomes;
    this.config = config;
    this.metrics = metrics;
    donePosition = work.donePosition();
  }

  /// A record in its place, or why there is none.
  record Entry<R>(
      long position,
      @Nullable String id,
      @Nullable ParsedRecord<R> record,
      @Nullable String reason) {}

  /// The position of the last record whose outcome is committed.
  long donePosition() {
    return donePosition;
  }

  /// Returns when the outcome of every entry is committed.
  ///
  /// @param bytesRead how far the file was read when the chunk was full
  void apply(List<Entry<R>> chunk, long bytesRead) {
    for (int attempt = 1; !chunk.isEmpty(); attempt++) {
      try {
        commit(chunk, bytesRead);
        return;
      } catch (ImportStopped e) {
        throw e;
      } catch (Exception | StackOverflowError e) {
        if (DatabaseAway.causes(e)) {
          throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e);
        }
        if (!isToBeRepeated(e)) {
          divide(chunk, bytesRead, e);
          return;
        }
        if (attempt >= config.chunkAttempts()) {
          throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e);
        }
        LOG.debugf("Chunk repeated import=%s attempt=%d", work.id(), attempt);
        long longest = SHORTEST_PAUSE << Math.min(attempt, 7);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, longest + 1));
      }
    }
  }

  private void commit(List<Entry<R>> chunk, long bytesRead) {
    long last = chunk.getLast().position();
    var counts =
        QuarkusTransaction.requiringNew()
            .timeout((int) Math.max(1, config.chunkTimeout().toSeconds()))
            .call(
                () -> {
                  jobs.enterChunk(work, config.sessionTimeout());
                  var results = results(chunk);
                  outcomes.insert(work.number(), lines(chunk, results));
                  var counted = Counts.of(results);
                  jobs.progress(work, donePosition, last, bytesRead, counted);
                  return counted;
                });
    donePosition = last;
    metrics.applied(work.kind(), counts);
  }

  private List<Outcome> results(List<Entry<R>> chunk) throws SQLException {
    var records = new ArrayList<ParsedRecord<R>>(chunk.size());
    for (var entry : chunk) {
      if (entry.record() != null) {
        records.add(entry.record());
      }
    }
    var applied = records.isEmpty() ? List.<Outcome>of() : intake.apply(records, context);
    if (applied.size() != records.size()) {
      throw new IllegalStateException(
          "The intake answered " + applied.size() + " outcomes for " + records.size() + " records");
    }
    var results = new ArrayList<Outcome>(chunk.size());
    var next = applied.iterator();
    for (var entry : chunk) {
      results.add(
          entry.record() == null
              ? Outcome.rejected(null, String.valueOf(entry.reason()))
              : next.next());
    }
    return results;
  }

  private List<Line> lines(List<Entry<R>> chunk, List<Outcome> results) {
    var lines = new ArrayList<Line>(chunk.size());
    for (int i = 0; i < chunk.size(); i++) {
      var entry = chunk.get(i);
      var outcome = results.get(i);
      lines.add(
          new Line(
              entry.position(),
              outcome.kind().label(),
              entry.id(),
              outcome.aggregateId(),
              outcome.reason()));
    }
    return lines;
  }

  private void divide(List<Entry<R>> chunk, long bytesRead, Throwable failure) {
    if (chunk.size() > 1) {
      int middle = chunk.size() / 2;
      apply(chunk.subList(0, middle), bytesRead);
      apply(chunk.subList(middle, chunk.size()), bytesRead);
      return;
    }
    var entry = chunk.getFirst();
    if (entry.record() == null) {
      throw new IllegalStateException("A rejection cannot be noted", failure);
    }
    LOG.warnf(
        failure, "Record rejected import=%s position=%d", work.id(), (Object) entry.position());
    var rejection = new Entry<R>(entry.position(), entry.id(), null, reason(failure));
    apply(List.of(rejection), bytesRead);
  }

  /// Deadlock, serialization failure, lock not available, cancelled statement.
  private static boolean isToBeRepeated(Throwable failure) {
    var sql = sql(failure);
    String state = sql == null ? null : sql.getSQLState();
    return state != null
        && (state.startsWith("40") || state.equals("55P03") || state.equals("57014"));
  }

  private static @Nullable SQLException sql(Throwable failure) {
    Throwable at = failure;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof SQLException sql) {
        return sql;
      }
      at = at.getCause();
    }
    return null;
  }

  /// The database's words and those of a refused argument are about the record; the rest is for
  /// the log.
  private static String reason(Throwable failure) {
    var sql = sql(failure);
    String words = null;
    if (sql != null) {
      words = String.valueOf(sql.getMessage()).lines().findFirst().orElse("refused");
      words = "the database refuses it: " + words;
    } else if (failure instanceof IllegalArgumentException && failure.getMessage() != null) {
      words = failure.getMessage();
    }
    String reason =
        words == null ? "it cannot be applied for a reason that the service's log has" : words;
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
  }
}
