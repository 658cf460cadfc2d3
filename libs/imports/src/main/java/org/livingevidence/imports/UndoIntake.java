package org.livingevidence.imports;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.livingevidence.access.DatabaseFailure;

/// The undoing of an import, as an import of its own: its file is the id of the other, its records
/// are the aggregates that the other changed, the last first. So it is spooled, applied in chunks,
/// watched, cancelled, and resumed after a crash like any other.
@Singleton
class UndoIntake implements Intake<UndoIntake.Touched> {
  static final String KIND = "undo";
  private static final int PAGE = 1_000;
  private static final int LONGEST_ID = 100;

  private final Intakes intakes;
  private final JobStore jobs;
  private final OutcomeStore outcomes;

  UndoIntake(Intakes intakes, JobStore jobs, OutcomeStore outcomes) {
    this.intakes = intakes;
    this.jobs = jobs;
    this.outcomes = outcomes;
  }

  /// An aggregate that the other import changed.
  record Touched(ImportContext undone, String aggregateId) {}

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public boolean sendable() {
    return false;
  }

  @Override
  public boolean recognises(ImportHead head) {
    return false;
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<Touched> sink)
      throws IOException, ImportRejected {
    String id = new String(in.readNBytes(LONGEST_ID), StandardCharsets.UTF_8).strip();
    try {
      ImportJob job =
          jobs.byId(id).orElseThrow(() -> new ImportRejected("There is no import " + id + "."));
      ImportContext undone = new ImportContext(job.id(), job.kind(), job.name(), job.owner());
      boolean confirmed = intakes.ofKind(job.kind()).map(Intake::undoesConfirmations).orElse(false);
      long position = 0;
      long before = Long.MAX_VALUE;
      List<OutcomeStore.Line> page;
      do {
        page = outcomes.changedBefore(job.number(), before, PAGE, confirmed);
        for (OutcomeStore.Line line : page) {
          before = line.position();
          if (line.aggregateId() != null) {
            sink.accept(
                new ParsedRecord<>(
                    ++position, line.record(), new Touched(undone, line.aggregateId())));
          }
        }
      } while (page.size() == PAGE);
    } catch (SQLException e) {
      throw new DatabaseFailure("reading what an import changed", e);
    }
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<Touched>> chunk, ImportContext context)
      throws SQLException {
    ImportContext undone = chunk.getFirst().value().undone();
    Intake<?> intake =
        intakes
            .ofKind(undone.kind())
            .orElseThrow(() -> new IllegalArgumentException("nobody imports " + undone.kind()));
    return intake.undo(chunk.stream().map(record -> record.value().aggregateId()).toList(), undone);
  }
}
