package org.livingevidence.citations.intake.ris;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.EncodedLines;
import org.livingevidence.citations.intake.RecordFile;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TaggedRecord;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// A file of the kind `ris`: a record begins with `TY  -` and ends with `ER  -`, with the next `TY`
/// or with
/// the file. What stands between records (numbers, a provider's preamble) is none; a line without
/// a tag continues the field before it.
public final class RisFile implements RecordFile {
  private static final Pattern TAG = Pattern.compile("^([A-Z][A-Z0-9])  -(?: {1,2}|$)");

  /// Some write one space only, or none behind, where a record begins or ends.
  private static final Pattern BOUND = Pattern.compile("^(TY|ER) {1,2}-(?: {1,2}|$|(?=\\S))");

  private static final Pattern MARK =
      Pattern.compile("(?m)^\\uFEFF?TY {1,2}- {1,2}[A-Z][A-Z0-9]{1,9}\\s*$");
  private static final Pattern OTHER = Pattern.compile("\\A\\uFEFF?\\s*[<{\\[@]");

  private final TextLimits limits;

  /// @param limits what a file may ask of us
  public RisFile(TextLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean recognises(String text) {
    return MARK.matcher(text).find() && !OTHER.matcher(text).find();
  }

  @Override
  public void read(InputStream in, Records records) throws IOException, ImportRejected {
    EncodedLines lines = new EncodedLines(in, limits);
    TaggedRecord record = null;
    for (EncodedLine line = lines.next(); line != null; line = lines.next()) {
      Matcher bound = BOUND.matcher(line.text());
      Matcher tag = TAG.matcher(line.text());
      if (bound.find()) {
        finish(record, records);
        record = null;
        if (bound.group(1).equals("TY")) {
          record = new TaggedRecord(limits.recordLines());
          record.field("TY", line, bound.end());
        }
      } else if (record != null && tag.find()) {
        record.field(tag.group(1), line, tag.end());
      } else if (record != null) {
        record.continued(line);
      }
    }
    finish(record, records);
  }

  private void finish(@Nullable TaggedRecord record, Records records) {
    if (record == null) {
      return;
    }
    record.finish();
    if (record.tooLong()) {
      records.rejected(
          record.first("DO", "TI", "T1"),
          "it has more than " + limits.recordLines() + " lines (living-evidence.text.record-lines)",
          record.line());
      return;
    }
    records.accept(new RisRecord(record).draft(), null, record.line());
  }
}
