package org.livingevidence.citations.intake.mesh;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.StringEscapeUtils;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.SourceDates;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.citations.intake.TextLines;
import org.livingevidence.citations.intake.TopicIntake;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

/// The kind `medic`: CTD's disease vocabulary in lines of ids, two bars, and names, of which the
/// first is the preferred one.
///
/// Several ids on a line are what CTD merges, narrower diseases of OMIM among them: no statement
/// that they are the same. So the first MeSH id is the disease that is meant, and the others are
/// left alone; a line without any is rejected, since OMIM is no scheme of topics.
@Singleton
public class MedicIntake extends TopicIntake {
  private static final String ONE_ID = "(?:(?:MESH:)?[CD][0-9]{6,9}|(?:OMIM:)?[0-9]{6})";
  private static final Pattern LINE =
      Pattern.compile("(" + ONE_ID + "(?:\\|" + ONE_ID + ")*)\\|\\|(.*[^|\\s].*)");
  private static final Pattern MESH = Pattern.compile("[CD][0-9]{6,9}");
  private static final Pattern DATE =
      Pattern.compile("([0-9]{2})([A-Z][a-z]{2})((?:19|20)[0-9]{2})");

  private final TextLimits limits;

  MedicIntake(TextLimits limits, TopicParts parts) {
    super(parts);
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "medic";
  }

  @Override
  public boolean recognises(ImportHead head) {
    return LINE.matcher(head.text().lines().findFirst().orElse("")).matches();
  }

  @Override
  protected void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected {
    String dated = date(file.name());
    TextLines lines = new TextLines(in, limits);
    String line;
    while ((line = lines.next()) != null) {
      if (line.isBlank()) {
        continue;
      }
      Matcher fields = LINE.matcher(line.strip());
      if (!fields.matches()) {
        sink.rejected(null, "line " + lines.number() + " is not ids, two bars and names");
        continue;
      }
      List<String> ids = Arrays.asList(fields.group(1).split("\\|"));
      String id =
          ids.stream()
              .map(one -> one.replace("MESH:", ""))
              .filter(one -> MESH.matcher(one).matches())
              .findFirst()
              .orElse(null);
      if (id == null) {
        sink.rejected(
            "OMIM:" + ids.getFirst().replace("OMIM:", ""),
            "line " + lines.number() + " has an OMIM id only, which is no scheme of topics");
        continue;
      }
      Set<String> names = new LinkedHashSet<>();
      for (String name : fields.group(2).split("\\|")) {
        if (!name.isBlank()) {
          names.add(StringEscapeUtils.unescapeXml(name.strip()));
        }
      }
      String name = names.iterator().next();
      names.remove(name);
      sink.accept(
          id, Part.of(id, Part.MEDIC, dated, Topic.named(id, name, List.copyOf(names), List.of())));
    }
  }

  /// The date in a name such as `medic_06Jul2012.txt`.
  private static @Nullable String date(@Nullable String fileName) {
    Matcher date = DATE.matcher(fileName == null ? "" : fileName);
    return date.find()
        ? new SourceDates(
                date.group(3), date.group(2).toLowerCase(Locale.ROOT), date.group(1), null, null)
            .exact()
        : null;
  }
}
