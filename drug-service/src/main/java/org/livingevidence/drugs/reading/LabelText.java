package org.livingevidence.drugs.reading;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.extraction.Basis;
import org.livingevidence.extraction.LabelReader;
import org.livingevidence.extraction.LabelSection;

/// A label's text, and what rules read in it. There are rules for English alone.
final class LabelText {
  private static final String NOT_ENGLISH = "not English";

  private final LabelReader rules;
  private final List<LabelSection> sections;
  private final @Nullable Basis basis;

  LabelText(LabelDocument label, LabelReader rules) {
    this.rules = rules;
    sections = LabelSections.of(label);
    basis = label.language().startsWith("en") ? rules.basis(sections) : null;
  }

  /// What reading it follows from: the same only where the same is read.
  String basis() {
    return basis == null ? NOT_ENGLISH : basis.sum();
  }

  /// What the rules read.
  List<Found> found() {
    var found = new ArrayList<Found>();
    if (basis != null) {
      for (var statement : rules.read(basis)) {
        String title = sections.get(statement.place().section()).title();
        found.add(new Found(title.isEmpty() ? null : title, statement));
      }
    }
    return found;
  }
}
