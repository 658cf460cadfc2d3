package org.livingevidence.drugs.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// What the reader of a kind of file makes of an answer that is such a file.
public final class ReadLabels implements RecordSink<SourcedLabel> {
  private final List<SourcedLabel> labels = new ArrayList<>();
  private final List<Unreadable> unreadable = new ArrayList<>();

  /// A label that cannot be taken.
  ///
  /// @param id how the source names it, null when that cannot be read either
  public record Unreadable(@Nullable String id, String reason) {}

  private ReadLabels() {}

  /// @throws ImportRejected when the body is no such file
  public static ReadLabels of(Intake<SourcedLabel> intake, InputStream body)
      throws IOException, ImportRejected {
    ReadLabels read = new ReadLabels();
    intake.parse(body, new ImportFile("", null, 0, 0), read);
    return read;
  }

  public List<SourcedLabel> labels() {
    return List.copyOf(labels);
  }

  public List<Unreadable> unreadable() {
    return List.copyOf(unreadable);
  }

  @Override
  public void accept(ParsedRecord<SourcedLabel> record) {
    labels.add(record.value());
  }

  @Override
  public void rejected(long position, @Nullable String id, String reason) {
    unreadable.add(new Unreadable(id, reason));
  }
}
