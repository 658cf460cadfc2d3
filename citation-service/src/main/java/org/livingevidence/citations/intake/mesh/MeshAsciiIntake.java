package org.livingevidence.citations.intake.mesh;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.citations.intake.TextLines;
import org.livingevidence.citations.intake.TopicIntake;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

/// The kind `mesh-ascii`: descriptors (`d2014.bin`) and supplementary concepts (`c2014.bin`) in
/// lines of a field's name, an equals sign and its value.
@Singleton
public class MeshAsciiIntake extends TopicIntake {
  private static final String BEGIN = "*NEWRECORD";
  private static final Pattern MARK = Pattern.compile("(?m)^\\*NEWRECORD\\s*$");

  private final TextLimits limits;

  MeshAsciiIntake(TextLimits limits, TopicParts parts) {
    super(parts);
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "mesh-ascii";
  }

  @Override
  public boolean recognises(ImportHead head) {
    return MARK.matcher(head.text()).find();
  }

  @Override
  protected void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected {
    TextLines lines = new TextLines(in, limits);
    MeshAsciiRecord record = null;
    String line;
    while ((line = lines.next()) != null) {
      if (line.strip().equals(BEGIN)) {
        end(record, sink);
        record = new MeshAsciiRecord(lines.number(), limits.recordLines());
      } else if (record != null) {
        record.line(line);
      } else if (!line.isBlank()) {
        throw lines.wrong("stands before the first " + BEGIN + ": this is no MeSH file");
      }
    }
    end(record, sink);
  }

  private static void end(@Nullable MeshAsciiRecord record, Statements sink) {
    if (record == null) {
      return;
    }
    String wrong = record.wrong();
    if (wrong == null) {
      sink.accept(record.id(), MeshIntake.record(record.topic()));
    } else {
      sink.rejected(record.idOrNull(), wrong);
    }
  }
}
