package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.topic.part.Statement;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// What the intakes of topics share: their records are statements, numbered in the order of the
/// file.
public abstract class TopicIntake implements Intake<Statement> {
  private final TopicParts parts;

  protected TopicIntake(TopicParts parts) {
    this.parts = parts;
  }

  /// Reads the statements of a file in their order.
  protected abstract void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected;

  @Override
  public final void parse(InputStream in, ImportFile file, RecordSink<Statement> sink)
      throws IOException, ImportRejected {
    Statements numbered = new Statements(sink);
    read(in, file, numbered);
    if (numbered.position == 0) {
      throw new ImportRejected("The file holds no record of the kind " + kind() + ".");
    }
  }

  @Override
  public final List<Outcome> apply(List<ParsedRecord<Statement>> chunk, ImportContext context)
      throws SQLException {
    return parts.apply(chunk.stream().map(ParsedRecord::value).toList(), context);
  }

  /// Gives each record its place in the file.
  public static final class Statements {
    private final RecordSink<Statement> sink;
    private long position;

    /// @param sink takes what is numbered
    public Statements(RecordSink<Statement> sink) {
      this.sink = sink;
    }

    /// Takes a record.
    public void accept(String id, Statement statement) {
      sink.accept(new ParsedRecord<>(++position, id, statement));
    }

    /// Notes a record that cannot be taken.
    public void rejected(@Nullable String id, String reason) {
      sink.rejected(++position, id, reason);
    }
  }
}
