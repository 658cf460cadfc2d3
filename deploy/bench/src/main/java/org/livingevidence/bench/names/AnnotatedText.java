package org.livingevidence.bench.names;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// A title and an abstract in which people have marked the diseases.
///
/// @param parts title and abstract
/// @param marks what was marked
record AnnotatedText(String id, List<String> parts, List<Mark> marks) {
  private static final Pattern IDS = Pattern.compile("[|+]");
  private static final Set<String> DISEASES =
      Set.of("Disease", "SpecificDisease", "DiseaseClass", "Modifier", "CompositeMention");

  /// @param concepts what it means; none when the vocabulary has nothing for it
  record Mark(int start, int end, String text, List<String> concepts) {}

  /// Reads a file in the PubTator form.
  static List<AnnotatedText> read(Path file) {
    List<AnnotatedText> texts = new ArrayList<>();
    String id = "";
    List<String> parts = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (String line : Lines.of(file)) {
      String[] bars = line.split("\\|", 3);
      if (bars.length == 3 && bars[1].equals("t") && bars[0].chars().allMatch(Character::isDigit)) {
        id = bars[0];
        parts.add(bars[2]);
      } else if (bars.length == 3 && bars[1].equals("a") && bars[0].equals(id)) {
        parts.add(bars[2]);
      } else if (line.isBlank()) {
        if (!parts.isEmpty()) {
          texts.add(new AnnotatedText(id, List.copyOf(parts), List.copyOf(marks)));
        }
        parts.clear();
        marks.clear();
      } else {
        mark(line.split("\t"), marks);
      }
    }
    if (!parts.isEmpty()) {
      texts.add(new AnnotatedText(id, List.copyOf(parts), List.copyOf(marks)));
    }
    return texts;
  }

  private static void mark(String[] fields, List<Mark> marks) {
    if (fields.length >= 6 && DISEASES.contains(fields[4])) {
      List<String> concepts = new ArrayList<>();
      for (String concept : IDS.split(fields[5].strip())) {
        if (!concept.isBlank() && !concept.equals("-1")) {
          concepts.add(concept.strip());
        }
      }
      marks.add(
          new Mark(Integer.parseInt(fields[1]), Integer.parseInt(fields[2]), fields[3], concepts));
    }
  }

  /// Every concept that the document is about.
  Set<String> concepts() {
    Set<String> all = new LinkedHashSet<>();
    marks.forEach(mark -> all.addAll(mark.concepts()));
    return all;
  }
}
