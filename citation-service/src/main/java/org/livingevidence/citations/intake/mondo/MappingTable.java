package org.livingevidence.citations.intake.mondo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.TextLines;
import org.livingevidence.citations.intake.TopicIntake.Statements;
import org.livingevidence.citations.topic.Topic;
import org.livingevidence.citations.topic.part.Statement.Part;
import org.livingevidence.imports.ImportRejected;

/// The rows of a mapping set, put together by disease and by MeSH topic: what the set says of each
/// is one statement.
final class MappingTable {
  private static final Pattern MONDO = Pattern.compile("(?i:MONDO):([0-9]{7})");
  private static final Pattern MESH = Pattern.compile("(?i:MESH):([CD][0-9]{6,9})");
  private static final Pattern OTHER =
      Pattern.compile("[A-Za-z][A-Za-z0-9._-]*:[A-Za-z0-9._-]{1,100}");

  private final Columns columns;
  private final String set;
  private final Map<String, Said> diseases = new TreeMap<>();
  private final Map<String, Said> mesh = new TreeMap<>();

  MappingTable(Columns columns, String set) {
    this.columns = columns;
    this.set = set;
  }

  /// Where the columns stand that matter; -1 for one that is not there.
  record Columns(
      int subject, int subjectLabel, int predicate, int modifier, int object, int objectLabel) {
    static Columns of(String line, TextLines lines) throws ImportRejected {
      List<String> names = Arrays.stream(line.split("\t", -1)).map(String::strip).toList();
      Columns columns =
          new Columns(
              names.indexOf("subject_id"),
              names.indexOf("subject_label"),
              names.indexOf("predicate_id"),
              names.indexOf("predicate_modifier"),
              names.indexOf("object_id"),
              names.indexOf("object_label"));
      if (columns.subject < 0 || columns.predicate < 0 || columns.object < 0) {
        throw lines.wrong("names no columns subject_id, predicate_id and object_id");
      }
      return columns;
    }

    private static @Nullable String cell(String[] cells, int column) {
      return column < 0 || column >= cells.length || cells[column].isBlank()
          ? null
          : cells[column].strip();
    }
  }

  private static final class Said {
    private @Nullable String name;
    private final Set<String> otherNames = new LinkedHashSet<>();
    private final Set<Topic.Mapping> mappings = new LinkedHashSet<>();
  }

  /// Takes a row, or says why not.
  void row(String[] cells, long line, Statements sink) {
    String subject = Columns.cell(cells, columns.subject());
    String object = Columns.cell(cells, columns.object());
    var mondo = MONDO.matcher(subject == null ? "" : subject);
    String relation = relation(Columns.cell(cells, columns.predicate()));
    String wrong = null;
    if (!mondo.matches()) {
      wrong = "its subject is no Mondo disease";
    } else if (relation == null) {
      wrong = "its predicate is none of exactMatch, broadMatch, narrowMatch, relatedMatch";
    } else if (Columns.cell(cells, columns.modifier()) != null) {
      wrong = "it is negated";
    } else if (object == null || !OTHER.matcher(object).matches()) {
      wrong = "its object is no prefix and id";
    }
    if (wrong != null || relation == null || object == null) {
      sink.rejected(subject, "line " + line + ": " + wrong);
      return;
    }
    String id = "MONDO:" + mondo.group(1);
    Said disease = diseases.computeIfAbsent(id, key -> new Said());
    String label = Columns.cell(cells, columns.subjectLabel());
    // Of several, the least: what a set says does not depend on the order of its rows.
    if (label != null && (disease.name == null || label.compareTo(disease.name) < 0)) {
      disease.name = label;
    }
    String objectLabel = Columns.cell(cells, columns.objectLabel());
    if (objectLabel != null && relation.equals("exact")) {
      disease.otherNames.add(objectLabel);
    }
    var descriptor = MESH.matcher(object);
    if (descriptor.matches()) {
      disease.mappings.add(new Topic.Mapping(descriptor.group(1), relation));
      mesh.computeIfAbsent(descriptor.group(1), key -> new Said())
          .mappings
          .add(new Topic.Mapping(id, inverse(relation)));
    } else {
      disease.mappings.add(new Topic.Mapping(object, relation));
    }
  }

  /// Hands on what the set says of each disease and of each MeSH topic.
  ///
  /// @param version the date of the set, `yyyy-MM-dd`
  void end(@Nullable String version, Statements sink) {
    diseases.forEach((id, said) -> sink.accept(id, part(id, said, version)));
    mesh.forEach((id, said) -> sink.accept(id, part(id, said, version)));
  }

  private Part part(String id, Said said, @Nullable String version) {
    List<Topic.Mapping> mappings = new ArrayList<>(said.mappings);
    mappings.sort(
        Comparator.comparing((Topic.Mapping mapping) -> String.valueOf(mapping.id()))
            .thenComparing(mapping -> String.valueOf(mapping.relation())));
    List<String> names = said.otherNames.stream().sorted().toList();
    Topic topic = Topic.mapped(id, said.name, names, mappings, new Topic.Source("mondo", version));
    return Part.of(id, Part.MAPPINGS + set, version, topic);
  }

  /// What the object is: the same, narrower or broader than the subject, or related.
  private static @Nullable String relation(@Nullable String predicate) {
    String name = predicate == null ? "" : predicate.substring(predicate.lastIndexOf(':') + 1);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "exactmatch" -> "exact";
      case "broadmatch" -> "broader";
      case "narrowmatch" -> "narrower";
      case "relatedmatch", "closematch" -> "related";
      default -> null;
    };
  }

  private static String inverse(String relation) {
    return switch (relation) {
      case "broader" -> "narrower";
      case "narrower" -> "broader";
      default -> relation;
    };
  }
}
