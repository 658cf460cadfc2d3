package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.topic.part.Statement;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Reads files about topics for the fuzzer.
public final class TopicTables {
  /// So tight that small files pass them.
  public static final TextLimits LIMITS = ReadFiles.limits(10_000, 500, 200);

  private TopicTables() {}

  /// What a file says; every rejection gives a reason, every record its place, and a file that is
  /// refused as a whole says why.
  public static List<Statement> read(TopicIntake intake, byte[] data) throws IOException {
    List<Statement> statements = new ArrayList<>();
    RecordSink<Statement> sink =
        new RecordSink<>() {
          private long last;

          @Override
          public void accept(ParsedRecord<Statement> record) {
            ascend(record.position());
            statements.add(record.value());
          }

          @Override
          public void rejected(long position, @Nullable String id, String reason) {
            ascend(position);
            assertThat(reason).isNotBlank();
          }

          private void ascend(long position) {
            assertThat(position).isGreaterThan(last);
            last = position;
          }
        };
    try {
      intake.parse(
          new ByteArrayInputStream(data), new ImportFile("d-1", "file.tsv", data.length, 0), sink);
    } catch (ImportRejected e) {
      // What it says may quote the file, whatever stands there.
      assertThat(e.getMessage()).isNotBlank();
    }
    return statements;
  }
}
