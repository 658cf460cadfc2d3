package org.livingevidence.drugs.lint;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.HeldLabels;
import org.livingevidence.drugs.label.LabelDocument;
import org.livingevidence.drugs.label.Section;

/// The labels that are held, as documents to look quotes up in. Reads in the caller's transaction.
@ApplicationScoped
class HeldDocuments implements Documents {
  private final HeldLabels labels;

  HeldDocuments(HeldLabels labels) {
    this.labels = labels;
  }

  @Override
  public @Nullable String text(String setId, @Nullable String version) {
    var label = version == null ? labels.current(setId) : version(setId, version);
    return label == null
        ? null
        : label.sections().stream().map(Section::wholeText).collect(Collectors.joining("\n"));
  }

  private @Nullable LabelDocument version(String setId, String version) {
    return version.matches("[0-9]{1,12}") ? labels.version(setId, Long.parseLong(version)) : null;
  }

  @Override
  public @Nullable Current current(String setId) {
    var label = labels.current(setId);
    return label == null ? null : new Current(label.version(), label.effective());
  }
}
