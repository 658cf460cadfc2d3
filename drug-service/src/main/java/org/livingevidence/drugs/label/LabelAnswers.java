package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.label.LabelState.HeldVersion;
import org.livingevidence.drugs.label.RenditionStore.Provenance;

/// The shapes in which labels are answered.
final class LabelAnswers {
  private LabelAnswers() {}

  /// A version with its sections.
  ///
  /// @param drugs the drugs held that the label is of
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Version(
      String setId,
      long version,
      boolean current,
      String name,
      LabelKind kind,
      boolean weaker,
      String jurisdiction,
      String language,
      @Nullable String title,
      @Nullable String documentType,
      @Nullable String labeler,
      @Nullable String effective,
      @Nullable String documentId,
      Rendering source,
      boolean nested,
      Identifiers identifiers,
      List<Product> products,
      List<LabelStore.LinkedDrug> drugs,
      List<ServedSection> sections) {
    static Version of(LabelDocument label, boolean current, List<LabelStore.LinkedDrug> drugs) {
      return new Version(
          label.setId(),
          label.version(),
          current,
          label.name(),
          label.kind(),
          label.kind().weaker(),
          label.jurisdiction(),
          label.language(),
          label.title(),
          label.type(),
          label.labeler(),
          label.effective(),
          label.documentId(),
          label.rendering(),
          label.rendering().nested(),
          label.identifiers(),
          label.products(),
          drugs,
          label.sections().stream().map(ServedSection::of).toList());
    }
  }

  /// A section.
  ///
  /// @param highlight what the highlights say of it, as plain text
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ServedSection(
      @Nullable String code,
      @Nullable String title,
      @Nullable String id,
      String text,
      String html,
      @Nullable String highlight,
      List<ServedSection> sections) {
    static ServedSection of(Section section) {
      var highlight = section.highlight();
      return new ServedSection(
          section.code(),
          section.title(),
          section.id(),
          section.body().text(),
          section.body().html(),
          highlight == null ? null : highlight.text(),
          section.sections().stream().map(ServedSection::of).toList());
    }
  }

  /// Whether a version has a section.
  enum Standing implements org.livingevidence.drugs.form.Word {
    /// It has.
    PRESENT("present"),
    /// The label is held in this version, and the section is not in it.
    NONE_IN_THIS_VERSION("none-in-this-version"),
    /// The source of this version does not tell such a section apart: it may stand in another.
    NOT_TOLD_BY_SOURCE("not-told-by-source");

    private final String word;

    Standing(String word) {
      this.word = word;
    }

    @Override
    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
      return word;
    }
  }

  /// The sections of a code in a version.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record OfCode(
      String setId,
      long version,
      @Nullable String effective,
      Rendering source,
      String code,
      @Nullable String name,
      Standing standing,
      List<ServedSection> sections) {}

  /// All versions that are held.
  record Versions(String setId, List<VersionItem> items, long total) {}

  /// A version and where it comes from.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record VersionItem(
      @com.fasterxml.jackson.annotation.JsonUnwrapped HeldVersion held,
      boolean current,
      List<Origin> renditions) {}

  /// Where a rendition was read.
  ///
  /// @param firstRelease the earliest of the source's own releases that had it
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Origin(
      Rendering source,
      String hash,
      String firstRelease,
      String lastRelease,
      String firstSeen,
      @Nullable String firstImport,
      @Nullable String firstFile,
      String lastConfirmed,
      @Nullable String lastImport,
      @Nullable String lastFile) {
    static Origin of(Provenance from) {
      return new Origin(
          from.rendition().rendering(),
          from.rendition().hash(),
          from.firstRelease(),
          from.rendition().lastRelease(),
          from.firstSeen().toString(),
          from.firstImport(),
          from.firstFile(),
          from.lastConfirmed().toString(),
          from.lastImport(),
          from.lastFile());
    }
  }

  /// Renditions by version as answers.
  static Map<Long, List<Origin>> origins(List<Provenance> renditions) {
    Map<Long, List<Origin>> origins = new java.util.HashMap<>();
    renditions.stream()
        .sorted(java.util.Comparator.comparing(Provenance::rendition, Rendition.PREFERENCE))
        .forEach(
            each ->
                origins
                    .computeIfAbsent(
                        each.rendition().version(), version -> new java.util.ArrayList<>())
                    .add(Origin.of(each)));
    return origins;
  }
}
