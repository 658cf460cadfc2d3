package org.livingevidence.drugs.intake.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// What an intake reads out of a file.
public final class Sunk implements RecordSink<SourcedLabel> {
  public final List<SourcedLabel> labels = new ArrayList<>();
  public final List<String> reasons = new ArrayList<>();
  private long position;

  /// Reads a file to its end.
  public static Sunk read(Intake<SourcedLabel> intake, byte[] file)
      throws IOException, ImportRejected {
    var sunk = new Sunk();
    intake.parse(
        new ByteArrayInputStream(file), new ImportFile("d-1", "file", file.length, 0), sunk);
    return sunk;
  }

  /// Why a file is rejected as a whole; empty when it is not.
  public static String rejection(Intake<SourcedLabel> intake, byte[] file) throws IOException {
    try {
      read(intake, file);
      return "";
    } catch (ImportRejected e) {
      return String.valueOf(e.getMessage());
    }
  }

  /// The only label.
  public LabelDocument only() {
    if (labels.size() != 1) {
      throw new AssertionError(labels.size() + " labels, and " + reasons);
    }
    return labels.getFirst().label();
  }

  @Override
  public void accept(ParsedRecord<SourcedLabel> record) {
    ascend(record.position());
    labels.add(record.value());
  }

  @Override
  public void rejected(long at, @Nullable String id, String reason) {
    ascend(at);
    reasons.add(reason);
  }

  private void ascend(long to) {
    if (to <= position) {
      throw new AssertionError("record " + to + " after " + position);
    }
    position = to;
  }
}
