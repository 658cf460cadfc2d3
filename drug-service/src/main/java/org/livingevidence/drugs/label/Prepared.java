package org.livingevidence.drugs.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.label.Section.Passage;

/// A label that was read, taken apart as it is stored.
///
/// @param texts of its sections, by hash
/// @param detail JSON of what it says beside its sections
record Prepared(
    LabelDocument label,
    String release,
    List<Outline> outlines,
    Map<String, Passage> texts,
    String hash,
    String words,
    String detail,
    String detailHash) {
  static Prepared of(SourcedLabel sourced) {
    var label = sourced.label();
    Map<String, Passage> texts = new HashMap<>();
    var outlines = Outline.of(label.sections(), texts);
    String stamp = label.effective() + "\0" + label.documentId() + "\0";
    String detail = LabelJson.text(Detail.of(label));
    return new Prepared(
        label,
        sourced.release() == null ? "" : sourced.release(),
        outlines,
        texts,
        Outline.sha256(stamp + Outline.exactHash(outlines)),
        Outline.sha256(stamp + Outline.hash(outlines)),
        detail,
        Outline.sha256(detail));
  }

  boolean is(Rendition rendition) {
    return rendition.version() == label.version()
        && rendition.rendering() == label.rendering()
        && rendition.hash().equals(hash);
  }

  Rendition rendition() {
    var boxed = Outline.outermost(outlines, LabelCodes.BOXED_WARNING);
    return new Rendition(
        label.setId(),
        label.version(),
        label.rendering(),
        hash,
        words,
        label.effective(),
        label.documentId(),
        boxed.isEmpty() ? null : Outline.hash(boxed),
        release,
        release,
        detailHash);
  }
}
