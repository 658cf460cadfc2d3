package org.livingevidence.citations.intake.nbib;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.EncodedLines;
import org.livingevidence.citations.intake.RecordFile;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TaggedRecord;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// A file of the kind `nbib`: records as PubMed's "MEDLINE" and "PubMed" text formats write them. A
/// blank
/// line ends a record, indented lines continue a field, and any other line is none.
public final class NbibFile implements RecordFile {
  private static final Pattern TAG = Pattern.compile("^([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |$|(?=\\S))");
  private static final Pattern BEGINS =
      Pattern.compile("\\A\\uFEFF?\\s*(?:PMID|PMC|OWN|STAT|DCOM|LR|IS|TI|DP)\\s{0,2}- ?\\S");
  private static final Pattern MARK = Pattern.compile("(?m)^PMID ?- ?[0-9]");
  private static final Pattern RIS = Pattern.compile("(?m)^TY {1,2}- ");

  private final TextLimits limits;

  /// @param limits what a file may ask of us
  public NbibFile(TextLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean recognises(String text) {
    return BEGINS.matcher(text).find() && MARK.matcher(text).find() && !RIS.matcher(text).find();
  }

  @Override
  public void read(InputStream in, Records records) throws IOException, ImportRejected {
    EncodedLines lines = new EncodedLines(in, limits);
    TaggedRecord record = new TaggedRecord(limits.recordLines());
    for (EncodedLine line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (text.isBlank()) {
        finish(record, records);
        record = new TaggedRecord(limits.recordLines());
      } else if (Character.isWhitespace(text.charAt(0))) {
        record.continued(line);
      } else {
        Matcher tag = TAG.matcher(text);
        if (tag.find()) {
          if (tag.group(1).equals("PMID") && record.first("PMID") != null) {
            finish(record, records);
            record = new TaggedRecord(limits.recordLines());
          }
          record.field(tag.group(1), line, tag.end());
        }
      }
    }
    finish(record, records);
  }

  private void finish(TaggedRecord record, Records records) {
    record.finish();
    if (record.isEmpty()) {
      return;
    }
    if (record.tooLong()) {
      records.rejected(
          record.first("PMID"),
          "it has more than " + limits.recordLines() + " lines (living-evidence.text.record-lines)",
          record.line());
      return;
    }
    NbibRecord read = new NbibRecord(record);
    records.accept(read.draft(), read.revised(), record.line());
  }
}
