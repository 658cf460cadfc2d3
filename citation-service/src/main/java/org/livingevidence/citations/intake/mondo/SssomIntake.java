package org.livingevidence.citations.intake.mondo;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.citations.intake.TextLines;
import org.livingevidence.citations.intake.TopicIntake;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

/// The kind `sssom`: a set of mappings in the Simple Standard for Sharing Ontological Mappings, as
/// tab-separated values with its metadata in comments before them. Of Mondo diseases, to any
/// scheme.
@Singleton
public class SssomIntake extends TopicIntake {
  private static final Pattern MARK =
      Pattern.compile(
          "(?m)^(?=[^\\n]*\\bsubject_id\\b)(?=[^\\n]*\\bpredicate_id\\b)[^\\n#]*\\bobject_id\\b");
  private static final Pattern SET = Pattern.compile("#\\s*mapping_set_id:\\s*\"?([^\"\\s]+).*");
  private static final Pattern VERSION =
      Pattern.compile("#\\s*mapping_set_version:.*?((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]).*");
  private static final Pattern FILE =
      Pattern.compile("(?:.*/)?([^/]+?)(?:\\.sssom)?(?:\\.tsv)?(?:\\.gz)?");

  private final TextLimits limits;

  SssomIntake(TextLimits limits, TopicParts parts) {
    super(parts);
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "sssom";
  }

  @Override
  public boolean recognises(ImportHead head) {
    return MARK.matcher(head.text()).find();
  }

  @Override
  protected void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected {
    TextLines lines = new TextLines(in, limits);
    String set = file.name();
    String version = null;
    String line = lines.next();
    while (line != null && (line.startsWith("#") || line.isBlank())) {
      Matcher named = SET.matcher(line);
      Matcher dated = VERSION.matcher(line);
      if (named.matches()) {
        set = named.group(1);
      } else if (dated.matches()) {
        version = dated.group(1);
      }
      line = lines.next();
    }
    if (line == null) {
      throw lines.wrong("ends the file before any heading of columns");
    }
    MappingTable table = new MappingTable(MappingTable.Columns.of(line, lines), shortName(set));
    while ((line = lines.next()) != null) {
      if (!line.isBlank() && !line.startsWith("#")) {
        table.row(line.split("\t", -1), lines.number(), sink);
      }
      if (lines.number() > limits.tableRows()) {
        throw lines.wrong(
            "is more than the "
                + limits.tableRows()
                + " rows that a table may have (living-evidence.text.table-rows)");
      }
    }
    table.end(version, sink);
  }

  /// A set's own name, whatever its version and place: `mondo_exactmatch_mesh`.
  private static String shortName(@Nullable String set) {
    Matcher name = FILE.matcher(set == null ? "mappings" : set);
    String found = name.matches() ? name.group(1) : "mappings";
    return found.length() > 100 ? found.substring(0, 100) : found;
  }
}
