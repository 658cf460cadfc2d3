package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.livingevidence.citations.contribution.Contribution;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// What the readers of bibliographic formats share: a record becomes a draft, the draft is tidied
/// and mended, and what it says is a contribution to a citation.
public abstract class ContributionIntake implements Intake<Contribution> {
  private final String kind;
  private final RecordFile reader;
  private final ContributionApplication application;
  private final ImportUndo undo;

  /// @param kind the kind of file, which is the kind of source
  protected ContributionIntake(
      String kind, RecordFile reader, ContributionApplication application, ImportUndo undo) {
    this.kind = kind;
    this.reader = reader;
    this.application = application;
    this.undo = undo;
  }

  @Override
  public final String kind() {
    return kind;
  }

  @Override
  public final boolean recognises(ImportHead head) {
    return reader.recognises(head.text());
  }

  @Override
  public final void parse(InputStream in, ImportFile file, RecordSink<Contribution> sink)
      throws IOException, ImportRejected {
    Records records = new Records(kind, sink);
    reader.read(in, records);
    if (records.isEmpty()) {
      throw new ImportRejected("The file holds no record of the kind " + kind + ".");
    }
  }

  @Override
  public final List<Outcome> apply(List<ParsedRecord<Contribution>> chunk, ImportContext context)
      throws SQLException {
    return application.apply(chunk.stream().map(ParsedRecord::value).toList(), context);
  }

  @Override
  public final boolean undoable() {
    return true;
  }

  @Override
  public final List<Outcome> undo(List<String> aggregateIds, ImportContext undone)
      throws SQLException {
    return undo.undo(aggregateIds, undone);
  }
}
