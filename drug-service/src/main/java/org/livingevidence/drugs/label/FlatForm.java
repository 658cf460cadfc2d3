package org.livingevidence.drugs.label;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livingevidence.drugs.label.Section.Passage;

/// A document's sections as openFDA would have them: what has a field of its own there is a
/// section, with title, text, highlights and unclassified subsections in one text. So that
/// a version read from one can be compared with a version read from the other.
final class FlatForm {
  private static final Set<String> MANY = Set.of(LabelCodes.UNCLASSIFIED, "51945-4");

  private FlatForm() {}

  static List<Section> of(List<Section> sections) {
    var flat = new ArrayList<Section>();
    for (var section : sections) {
      flat.add(flat(section));
    }
    return flat;
  }

  /// Flat sections with those of one code as one, in the place of the first: some labelers
  /// give each subsection its parent's code, and openFDA has them side by side. What is not
  /// classified, and the labels of packages, are many by nature.
  static List<Section> joined(List<Section> sections) {
    var joined = new ArrayList<Section>();
    Map<String, Integer> places = new HashMap<>();
    for (var section : sections) {
      String code = section.code();
      Integer place = code == null || MANY.contains(code) ? null : places.get(code);
      if (place != null) {
        joined.set(place, both(joined.get(place), section));
        continue;
      }
      if (code != null) {
        places.put(code, joined.size());
      }
      joined.add(section);
    }
    return joined.stream().map(FlatForm::withJoinedParts).toList();
  }

  private static Section withJoinedParts(Section section) {
    return new Section(
        section.code(),
        section.title(),
        section.id(),
        section.body(),
        section.highlight(),
        joined(section.sections()));
  }

  private static Section both(Section one, Section other) {
    var parts = new ArrayList<>(one.sections());
    parts.addAll(other.sections());
    return new Section(
        one.code(),
        one.title(),
        one.id(),
        new Passage(
            one.body().html() + other.body().html(),
            one.body().text() + "\n" + other.body().text()),
        one.highlight(),
        parts);
  }

  private static Section flat(Section section) {
    var text = new StringBuilder();
    var parts = new ArrayList<Section>();
    collect(section, text, parts);
    String code = section.code();
    String plain = text.toString();
    return new Section(
        code,
        code == null ? section.title() : LabelCodes.titleOf(code),
        null,
        new Passage(plain, plain),
        null,
        parts);
  }

  private static void collect(Section section, StringBuilder text, List<Section> parts) {
    append(text, section.title() == null ? "" : section.title());
    append(text, section.body().text());
    append(text, section.highlight() == null ? "" : section.highlight().text());
    for (var each : section.sections()) {
      if (hasField(each)) {
        parts.add(flat(each));
      } else {
        collect(each, text, parts);
      }
    }
  }

  private static boolean hasField(Section section) {
    return section.code() != null
        && !section.code().equals(LabelCodes.UNCLASSIFIED)
        && LabelCodes.openFdaField(section.code()) != null;
  }

  private static void append(StringBuilder text, String part) {
    if (!part.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(part);
    }
  }
}
