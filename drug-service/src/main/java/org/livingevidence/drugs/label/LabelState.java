package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A label in the shape of its event: what its current version says of itself, which sections it
/// has, the words that others need at once, and all versions that are held.
///
/// @param id the set id
/// @param name what people call it
/// @param weaker whether a stronger document of the same approval exists elsewhere
/// @param version the highest version held
/// @param source what kind of source speaks for that version
/// @param sections hashes by code, subsections included
/// @param versions newest first
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LabelState(
    String id,
    String name,
    LabelKind kind,
    @JsonInclude(JsonInclude.Include.ALWAYS) boolean weaker,
    String jurisdiction,
    String language,
    @Nullable String title,
    @Nullable String documentType,
    @Nullable String labeler,
    long version,
    @Nullable String effective,
    Rendering source,
    Identifiers identifiers,
    List<Product> products,
    @Nullable Words boxedWarning,
    @Nullable Words indications,
    Map<String, String> sections,
    List<HeldVersion> versions) {
  LabelState {
    products = list(products);
    versions = list(versions);
  }

  /// What is empty is absent from the JSON.
  private static <T> List<T> list(@Nullable List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  /// Text of sections, with the hash of them.
  record Words(String hash, String text) {}

  /// A version that is held.
  ///
  /// @param source what kind of source speaks for it
  /// @param sources all kinds that have it
  /// @param hash of its content as that source has it
  /// @param boxedWarning hash of its boxed warning, null when it has none
  /// @param changedWithoutNewVersion what else was read under this version, null when nothing
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record HeldVersion(
      long version,
      @Nullable String effective,
      @Nullable String documentId,
      Rendering source,
      List<Rendering> sources,
      String hash,
      @Nullable String boxedWarning,
      @Nullable SilentChange changedWithoutNewVersion) {}

  /// Content that one kind of source changed under the same version.
  ///
  /// @param renditions hashes of all that it had, the preferred one first
  /// @param vanished sections that another had and the preferred one has not
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record SilentChange(Rendering source, List<String> renditions, List<Vanished> vanished) {}

  /// A section that is gone.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Vanished(@Nullable String code, @Nullable String title) {}
}
