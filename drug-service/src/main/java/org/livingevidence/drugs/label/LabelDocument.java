package org.livingevidence.drugs.label;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One version of a label, as one source renders it.
///
/// @param setId what stays the same over all versions
/// @param version ascends within a set id
/// @param documentId of this version, null when it has none
/// @param effective `2023-02-15`, null when the source does not say
/// @param language as in `en`
/// @param title the document's own title, null when the source has none
/// @param type what kind of label it says it is, null when it does not
/// @param products empty where the source only has the identifiers of all products together
public record LabelDocument(
    String setId,
    long version,
    @Nullable String documentId,
    @Nullable String effective,
    LabelKind kind,
    Rendering rendering,
    String jurisdiction,
    String language,
    @Nullable String title,
    @Nullable String type,
    @Nullable String labeler,
    Identifiers identifiers,
    List<Product> products,
    List<Section> sections) {
  public LabelDocument {
    requireNonNull(setId, "setId");
    requireNonNull(kind, "kind");
    requireNonNull(rendering, "rendering");
    requireNonNull(jurisdiction, "jurisdiction");
    requireNonNull(language, "language");
    requireNonNull(identifiers, "identifiers");
    products = List.copyOf(products);
    sections = List.copyOf(sections);
  }

  /// All sections, in the order of the document.
  public Stream<Section> walk() {
    return sections.stream().flatMap(Section::walk);
  }

  /// The sections of a code, outermost only: what stands in one of them is its part.
  public List<Section> of(String code) {
    return Section.outermost(sections, code);
  }

  /// What people call it: its brands, else its generic names, else its title, else its set id.
  public String name() {
    if (!identifiers.brands().isEmpty()) {
      return String.join(", ", identifiers.brands());
    }
    if (!identifiers.genericNames().isEmpty()) {
      return String.join(", ", identifiers.genericNames());
    }
    return title == null ? setId : title;
  }
}
