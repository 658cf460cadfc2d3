package org.livingevidence.drugs.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.Section;
import org.livingevidence.extraction.LabelSection;

/// The sections of a label as rules read them: flat, in the order of the document, each under the
/// code of the nearest section around it whose code says what it is about.
final class LabelSections {
  /// Codes that say no more than that there is a section.
  private static final Set<String> SAY_NOTHING = Set.of("42229-5");

  private final List<LabelSection> sections = new ArrayList<>();

  private LabelSections() {}

  static List<LabelSection> of(LabelDocument label) {
    var found = new LabelSections();
    label.sections().forEach(section -> found.add(section, null));
    return List.copyOf(found.sections);
  }

  private void add(Section section, @Nullable String around) {
    String own = section.code();
    String code = own == null || SAY_NOTHING.contains(own) ? around : own;
    String text = section.body().text();
    if (code != null && !text.isBlank()) {
      String title = section.title();
      sections.add(new LabelSection(code, title == null ? "" : title, text));
    }
    section.sections().forEach(each -> add(each, code));
  }
}
