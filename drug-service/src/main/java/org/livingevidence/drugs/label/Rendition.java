package org.livingevidence.drugs.label;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One version as one source rendered it, without its content.
///
/// @param hash of sections as they are, effective date and the document's id
/// @param words the same of the words alone: renditions that differ in white space and markup share
///     it
/// @param boxedWarning hash of the boxed warning, null when there is none
/// @param lastRelease the latest of the source's releases that had it, empty when unknown
/// @param detailHash of what it says beside its sections, as of `detailRelease`
record Rendition(
    String setId,
    long version,
    Rendering rendering,
    String hash,
    String words,
    @Nullable String effective,
    @Nullable String documentId,
    @Nullable String boxedWarning,
    String lastRelease,
    String detailRelease,
    String detailHash) {
  /// Of the renditions of one version the first speaks for it. By what they are, never by when they
  /// came here: the kind of source, its latest release, the effective date, the hash.
  static final Comparator<Rendition> PREFERENCE =
      Comparator.comparing(Rendition::rendering)
          .thenComparing(Rendition::lastRelease, Comparator.reverseOrder())
          .thenComparing(
              rendition -> rendition.effective == null ? "" : rendition.effective,
              Comparator.reverseOrder())
          .thenComparing(Rendition::hash);

  Rendition confirmed(String release) {
    return new Rendition(
        setId,
        version,
        rendering,
        hash,
        words,
        effective,
        documentId,
        boxedWarning,
        release.compareTo(lastRelease) > 0 ? release : lastRelease,
        detailRelease,
        detailHash);
  }

  /// Whether what another copy says beside the sections takes the place of what is held: of two the
  /// later release's, of one release the one with the greater hash.
  boolean yieldsTo(String release, String otherDetailHash) {
    int order = release.compareTo(detailRelease);
    return order > 0 || (order == 0 && otherDetailHash.compareTo(detailHash) > 0);
  }

  Rendition withDetail(String release, String newDetailHash) {
    return new Rendition(
        setId,
        version,
        rendering,
        hash,
        words,
        effective,
        documentId,
        boxedWarning,
        lastRelease,
        release,
        newDetailHash);
  }
}
