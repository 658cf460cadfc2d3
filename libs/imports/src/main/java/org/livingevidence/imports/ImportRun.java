package org.livingevidence.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseAway;
import org.livingevidence.access.Problems;
import org.livingevidence.imports.ChunkApplier.Entry;
import org.livingevidence.imports.WorkStore.Work;
import org.livingevidence.outbox.BacklogFullException;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.Outbox;

/// One worker's work on one job, from its claim to its end or until it has to leave it. Reads the
/// file from its beginning, skips what has an outcome, cuts the rest into chunks. What it says at
/// the end is true of what is committed: a file that breaks off ends as failed, with the counts
/// of its whole chunks.
///
/// @param <R> a record as parsed
final class ImportRun<R> implements RecordSink<R> {
  private static final Logger LOG = Logger.getLogger(ImportRun.class);

  /// What a run needs beside its job.
  record Tools(
      WorkStore jobs,
      SpoolStore spool,
      OutcomeStore outcomes,
      Outbox outbox,
      ImportsConfig config,
      ImportMetrics metrics,
      ObjectMapper json) {}

  private final Intake<R> intake;
  private final Work work;
  private final WorkerSession session;
  private final Tools tools;
  private final BooleanSupplier leaving;
  private final ChunkApplier<R> applier;
  private final List<Entry<R>> chunk = new ArrayList<>();
  private final SpoolInputStream body;
  private long lastPosition;
  private @Nullable String refusal;
  private @Nullable ImportStopped stopped;

  ImportRun(
      Intake<R> intake, Work work, WorkerSession session, Tools tools, BooleanSupplier leaving) {
    this.intake = intake;
    this.work = work;
    this.session = session;
    this.tools = tools;
    this.leaving = leaving;
    applier =
        new ChunkApplier<>(
            intake, work, tools.jobs(), tools.outcomes(), tools.config(), tools.metrics());
    body = new SpoolInputStream(tools.spool(), work.number(), work.bytes());
  }

  /// Works until the job has ended or must be left.
  ///
  /// @throws ImportStopped when the job is left as it is, for this or another worker to take up
  void work() {
    var failure = parse();
    try {
      if (failure == null) {
        tools.jobs().end(work, JobState.FINISHED, null);
        LOG.infof("Import finished import=%s records=%d", work.id(), lastPosition);
      } else if (failure.isEmpty()) {
        tools.jobs().end(work, JobState.CANCELLED, null);
        LOG.infof("Import cancelled import=%s", work.id());
      } else {
        tools.jobs().end(work, JobState.FAILED, failure.toString());
        LOG.infof("Import failed import=%s type=%s", work.id(), failure.path("type").asText());
      }
    } catch (SQLException e) {
      throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e);
    }
  }

  /// Null when the whole file was applied, an empty problem when it was cancelled, else the
  /// problem.
  private @Nullable ObjectNode parse() {
    byte[] head = firstBytes();
    try (var file = new UnpackedFile(body, GzipMembers.begins(head), tools.config())) {
      Throwable thrown = null;
      try {
        intake.parse(
            file, new ImportFile(work.id(), work.name(), work.bytes(), work.donePosition()), this);
        if (stopped == null && file.fault() == null && body.failure() == null) {
          readToTheEnd(file);
          flush();
        }
      } catch (Exception | StackOverflowError e) {
        thrown = e;
      }
      return verdict(file, thrown);
    } catch (IOException e) {
      throw new IllegalStateException("Closing a spooled body does nothing that can fail", e);
    }
  }

  /// A parser stops at the end of its document; what is wrong with the bytes after it is still
  /// wrong.
  private static void readToTheEnd(UnpackedFile file) throws IOException {
    byte[] rest = new byte[8192];
    while (file.read(rest, 0, rest.length) >= 0) {
      // Only the stream's own checks matter.
    }
  }

  /// What was stopped or failed below the parser decides before what the parser made of it.
  private @Nullable ObjectNode verdict(UnpackedFile file, @Nullable Throwable thrown) {
    if (stopped == null && thrown instanceof ImportStopped stop) {
      stopped = stop;
    }
    if (stopped != null) {
      return switch (stopped.why()) {
        case CANCELLED -> tools.json().createObjectNode();
        case REFUSED -> problem("limit-exceeded", String.valueOf(refusal), null);
        case FENCED, DATABASE_AWAY, SHUTDOWN -> throw stopped;
      };
    }
    if (body.failure() != null) {
      throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, body.failure());
    }
    if (file.fault() != null) {
      return problem(file.fault().name(), String.valueOf(file.fault().getMessage()), null);
    }
    return switch (thrown) {
      case null -> null;
      case ImportRejected rejected ->
          problem(rejected.problem(), String.valueOf(rejected.getMessage()), rejected.place());
      case Throwable failure when DatabaseAway.causes(failure) ->
          throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, failure);
      case Throwable failure -> {
        LOG.errorf(failure, "Import failed unexpectedly import=%s", work.id());
        yield problem(
            "import-failed", "The file cannot be imported; the service's log says why.", null);
      }
    };
  }

  private ObjectNode problem(String name, String detail, ImportRejected.@Nullable Place place) {
    var problem = tools.json().createObjectNode();
    problem.put("type", Problems.type(name).toString());
    problem.put("title", "Import failed");
    problem.put("status", 422);
    problem.put(
        "detail",
        detail
            + " Records up to position "
            + applier.donePosition()
            + " were applied and stay; none after it was.");
    problem.put("instance", "/api/v1/imports/" + work.id());
    problem.put("appliedTo", applier.donePosition());
    problem.put("readTo", lastPosition);
    if (place != null) {
      problem.put("line", place.line());
      problem.put("column", place.column());
    }
    return problem;
  }

  private byte[] firstBytes() {
    try {
      byte[] piece = tools.spool().read(work.number(), 0);
      return piece == null ? new byte[0] : piece;
    } catch (SQLException e) {
      throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e);
    }
  }

  @Override
  public void accept(ParsedRecord<R> record) {
    add(new Entry<>(record.position(), record.id(), record, null));
  }

  @Override
  public void rejected(long position, @Nullable String id, String reason) {
    add(new Entry<>(position, id, null, reason));
  }

  @Override
  public void waiting(String what) {
    try {
      checkStillMine();
      note(what);
    } catch (ImportStopped e) {
      throw stop(e);
    }
  }

  private void add(Entry<R> entry) {
    checkStillMine();
    if (entry.position() <= lastPosition) {
      throw refuse("Record " + entry.position() + " came after record " + lastPosition + ".");
    }
    if (entry.position() > tools.config().maxRecords()) {
      throw refuse(
          "The file has more than the " + tools.config().maxRecords() + " records allowed.");
    }
    lastPosition = entry.position();
    if (entry.position() <= applier.donePosition()) {
      return;
    }
    chunk.add(entry);
    if (chunk.size() >= Math.min(tools.config().chunkRecords(), intake.chunkRecords())) {
      flush();
    }
  }

  private void flush() {
    if (chunk.isEmpty()) {
      return;
    }
    try {
      awaitCapacity();
      applier.apply(List.copyOf(chunk), body.position());
    } catch (ImportStopped e) {
      throw stop(e);
    }
    chunk.clear();
  }

  /// The relay publishes more slowly than an import writes; its backlog is what keeps it bounded.
  private void awaitCapacity() {
    while (true) {
      checkStillMine();
      try {
        tools.outbox().requireCapacity(Lane.BULK);
        return;
      } catch (BacklogFullException e) {
        note("the outbox: " + e.getMessage());
      } catch (RuntimeException e) {
        throw DatabaseAway.causes(e) ? new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e) : e;
      }
      LockSupport.parkNanos(tools.config().backlogPoll().toNanos());
    }
  }

  private void note(String waiting) {
    try {
      tools.jobs().waiting(work, waiting);
    } catch (SQLException e) {
      throw new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e);
    }
  }

  private void checkStillMine() {
    if (stopped != null) {
      throw stopped;
    }
    if (leaving.getAsBoolean()) {
      throw stop(new ImportStopped(ImportStopped.Why.SHUTDOWN));
    }
    try {
      session.heartbeat();
    } catch (SQLException e) {
      throw stop(new ImportStopped(ImportStopped.Why.DATABASE_AWAY, e));
    }
  }

  private ImportStopped refuse(String why) {
    refusal = why;
    return stop(new ImportStopped(ImportStopped.Why.REFUSED));
  }

  private ImportStopped stop(ImportStopped why) {
    stopped = why;
    return why;
  }
}
