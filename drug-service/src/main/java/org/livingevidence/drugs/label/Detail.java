package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a rendition says beside its sections. Sources correct it without touching the document, so
/// it is no part of the content by which renditions are told apart.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Detail(
    LabelKind kind,
    String jurisdiction,
    String language,
    String name,
    @Nullable String title,
    @Nullable String type,
    @Nullable String labeler,
    Identifiers identifiers,
    List<Product> products) {
  Detail {
    identifiers =
        identifiers == null
            ? Identifiers.of(products == null ? List.of() : products, labeler)
            : identifiers;
    products = products == null ? List.of() : List.copyOf(products);
  }

  static Detail of(LabelDocument label) {
    return new Detail(
        label.kind(),
        label.jurisdiction(),
        label.language(),
        label.name(),
        label.title(),
        label.type(),
        label.labeler(),
        label.identifiers(),
        label.products());
  }

  LabelDocument document(Rendition rendition, List<Section> sections) {
    return new LabelDocument(
        rendition.setId(),
        rendition.version(),
        rendition.documentId(),
        rendition.effective(),
        kind,
        rendition.rendering(),
        jurisdiction,
        language,
        title,
        type,
        labeler,
        identifiers,
        products,
        sections);
  }
}
