package org.livingevidence.citations.intake.mesh;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.citations.intake.TextLines;
import org.livingevidence.citations.intake.TopicIntake;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Statement;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;

/// The kind `mesh-table`: tables that hold one or two fields of many descriptors. Yearly trees
/// (`mtrees2014.bin`: a name, a semicolon, a tree number), ids with names, and ids with names and
/// tree numbers, both with a line of headings and tabs.
///
/// A descriptor's rows may stand far apart, and half of them would move it to a wrong place, so
/// that the rows are kept until the table ends.
@Singleton
public class MeshTableIntake extends TopicIntake {
  private static final String TERMS = "mesh_id\tmesh_name";
  private static final String TREES = "mesh_id\tmesh_name\tmesh_tree_number";
  private static final String NUMBER = "[A-Z][0-9]{2}(?:\\.[0-9]{3})*";
  private static final Pattern TREE_NUMBER = Pattern.compile(NUMBER);
  private static final Pattern DISEASE_ROOT = Pattern.compile("(?:C[0-9]{2}|F03)");
  private static final Pattern ROW = Pattern.compile("\\s*([^\\t]*[^\\t ]) *;(" + NUMBER + ")\\s*");
  private static final Pattern ID = Pattern.compile("D[0-9]{6,9}");

  private final TextLimits limits;

  MeshTableIntake(TextLimits limits, TopicParts parts) {
    super(parts);
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "mesh-table";
  }

  @Override
  public boolean recognises(ImportHead head) {
    String first = head.text().lines().findFirst().orElse("");
    return first.equals(TERMS) || first.equals(TREES) || ROW.matcher(first).matches();
  }

  @Override
  protected void read(InputStream in, ImportFile file, Statements sink)
      throws IOException, ImportRejected {
    TextLines lines = new TextLines(in, limits);
    String first = lines.next();
    if (first != null && (first.equals(TERMS) || first.equals(TREES))) {
      byId(lines, first.equals(TREES), sink);
    } else if (first != null) {
      byName(lines, first, sink);
    }
  }

  private void byName(TextLines lines, String first, Statements sink)
      throws IOException, ImportRejected {
    Map<String, Set<String>> numbers = new LinkedHashMap<>();
    String line = first;
    while (line != null) {
      if (!line.isBlank()) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          numbers.computeIfAbsent(row.group(1), name -> new TreeSet<>()).add(row.group(2));
        } else {
          sink.rejected(null, "line " + lines.number() + " is no name and tree number");
        }
        bounded(lines);
      }
      line = lines.next();
    }
    numbers.forEach(
        (name, all) ->
            sink.accept(name, new Statement.TreeRow(name, List.copyOf(placed(name, all, sink)))));
    if (!numbers.isEmpty()) {
      sink.accept("the whole table", new Statement.TreeEnd());
    }
  }

  /// The root of a branch of diseases stands nowhere else. A row that puts it below another branch
  /// is a mistake of the table, and would put all its publications there. Other branches do it.
  private static Set<String> placed(String name, Set<String> numbers, Statements sink) {
    if (numbers.stream().noneMatch(number -> DISEASE_ROOT.matcher(number).matches())) {
      return numbers;
    }
    Set<String> placed = new TreeSet<>();
    for (String number : numbers) {
      if (DISEASE_ROOT.matcher(number).matches()) {
        placed.add(number);
      } else {
        sink.rejected(
            null, name + " is the root of a branch and cannot stand at " + number + " too");
      }
    }
    return placed;
  }

  private record Row(String name, Set<String> numbers) {}

  private void byId(TextLines lines, boolean trees, Statements sink)
      throws IOException, ImportRejected {
    Map<String, Row> rows = new LinkedHashMap<>();
    String line;
    while ((line = lines.next()) != null) {
      if (line.isBlank()) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      String id = cells[0].strip();
      String name = cells.length > 1 ? cells[1].strip() : "";
      if (cells.length != (trees ? 3 : 2)
          || !ID.matcher(id).matches()
          || name.isEmpty()
          || (trees && !TREE_NUMBER.matcher(cells[2].strip()).matches())) {
        sink.rejected(
            id,
            "line " + lines.number() + " is no id and name" + (trees ? " with a tree number" : ""));
        continue;
      }
      Row row = rows.computeIfAbsent(id, key -> new Row(name, new TreeSet<>()));
      if (trees) {
        row.numbers().add(cells[2].strip());
      }
      bounded(lines);
    }
    rows.forEach(
        (id, row) ->
            sink.accept(
                id,
                Part.of(
                    id,
                    trees ? Part.TREES : Part.TERMS,
                    null,
                    Topic.named(id, row.name(), List.of(), List.copyOf(row.numbers())))));
  }

  private void bounded(TextLines lines) throws ImportRejected {
    if (lines.number() > limits.tableRows()) {
      throw lines.wrong(
          "is more than the "
              + limits.tableRows()
              + " rows that a table may have (living-evidence.text.table-rows)");
    }
  }
}
