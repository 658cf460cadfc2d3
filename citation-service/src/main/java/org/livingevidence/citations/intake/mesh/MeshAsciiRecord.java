package org.livingevidence.citations.intake.mesh;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.TopicNames;
import org.livingevidence.citations.topic.part.Statement.Part;

/// One record of MeSH in its ASCII format, as it is read line by line.
///
/// Terms are cut at the first `|`, after which their own facts follow; a heading that is mapped to
/// at the first `/`, after which its qualifier follows. Fields that we have no use for are passed
/// over.
final class MeshAsciiRecord {
  private static final Pattern ID = Pattern.compile("[CD][0-9]{6,9}");
  private static final Pattern TREE_NUMBER = Pattern.compile("[A-Z][0-9]{2}(?:\\.[0-9]{3})*");
  private static final Pattern DATE =
      Pattern.compile("((?:1[89]|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");

  private final long firstLine;
  private final int mostLines;
  private final Set<String> terms = new LinkedHashSet<>();
  private final Set<String> treeNumbers = new LinkedHashSet<>();
  private final Set<String> headings = new LinkedHashSet<>();
  private int lines;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String summary;
  private @Nullable String note;
  private @Nullable String revised;
  private @Nullable String entered;
  private @Nullable String fault;

  MeshAsciiRecord(long firstLine, int mostLines) {
    this.firstLine = firstLine;
    this.mostLines = mostLines;
  }

  void line(String line) {
    if (line.isBlank() || ++lines > mostLines) {
      return;
    }
    int equals = line.indexOf('=');
    if (equals < 1) {
      fault = fault == null ? "holds a line without a field: " + shortened(line) : fault;
      return;
    }
    field(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
  }

  private void field(String field, String value) {
    if (value.isEmpty()) {
      return;
    }
    switch (field) {
      case "UI" -> id = value;
      case "MH", "NM" -> name = value;
      case "MS" -> summary = value;
      case "NO" -> note = value;
      case "ENTRY", "PRINT ENTRY", "SY" -> terms.add(first(value, '|'));
      case "MN" -> treeNumbers.add(value);
      case "HM" -> headings.add(Part.NAMED + first(value, '/').replace("*", "").strip());
      case "MR" -> revised = date(value);
      case "DA" -> entered = date(value);
      default -> {}
    }
  }

  /// @return why the record cannot be taken; null when it can
  @Nullable String wrong() {
    String why = null;
    if (lines > mostLines) {
      why = "has more than " + mostLines + " lines (living-evidence.text.record-lines)";
    } else if (fault != null) {
      why = fault;
    } else if (id == null || !ID.matcher(id).matches()) {
      why = "has no well-formed UI";
    } else if (name == null) {
      why = "has no MH or NM";
    } else {
      for (String number : treeNumbers) {
        if (!TREE_NUMBER.matcher(number).matches()) {
          why = "has a tree number (MN) that is none: " + shortened(number);
        }
      }
    }
    return why == null ? null : "the record that begins at line " + firstLine + " " + why;
  }

  @Nullable String idOrNull() {
    return id;
  }

  String id() {
    return requireNonNull(id);
  }

  /// The topic of a record with which nothing is wrong.
  Topic topic() {
    String preferred = requireNonNull(name);
    terms.remove(preferred);
    terms.remove("");
    boolean descriptor = id().startsWith("D");
    List<String> synonyms = List.copyOf(terms);
    return new Topic(
        id(),
        "mesh",
        descriptor ? "descriptor" : "supplementary",
        preferred,
        TopicNames.natural(preferred, synonyms),
        null,
        synonyms,
        summary != null ? summary : note,
        List.copyOf(treeNumbers),
        List.copyOf(headings),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        new Topic.Source("mesh", revised != null ? revised : entered));
  }

  private static String first(String value, char end) {
    int at = value.indexOf(end);
    return (at < 0 ? value : value.substring(0, at)).strip();
  }

  private static @Nullable String date(String value) {
    var matcher = DATE.matcher(value);
    return matcher.matches()
        ? matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3)
        : null;
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
