package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.label.Section.Passage;

/// A section without its texts, which are kept by hash, each once.
///
/// @param hash of its own text, null when it has none
/// @param highlight hash of what the highlights say of it
/// @param words hash of the words of both, whatever their markup and white space; null when it has
///     none
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Outline(
    @Nullable String code,
    @Nullable String title,
    @Nullable String id,
    @Nullable String hash,
    @Nullable String highlight,
    @Nullable String words,
    List<Outline> sections) {
  Outline {
    sections = sections == null ? List.of() : List.copyOf(sections);
  }

  /// The outline of sections; their texts are added to the map by hash.
  static List<Outline> of(List<Section> sections, Map<String, Passage> texts) {
    return sections.stream()
        .map(
            section ->
                new Outline(
                    section.code(),
                    section.title(),
                    section.id(),
                    keep(section.body(), texts),
                    section.highlight() == null ? null : keep(section.highlight(), texts),
                    words(section),
                    of(section.sections(), texts)))
        .toList();
  }

  private static @Nullable String keep(Passage passage, Map<String, Passage> texts) {
    if (passage.isEmpty()) {
      return null;
    }
    String hash = sha256(passage.html() + "\0" + passage.text());
    texts.put(hash, passage);
    return hash;
  }

  private static @Nullable String words(Section section) {
    var highlight = section.highlight();
    String words = section.body().text() + '\0' + (highlight == null ? "" : highlight.text());
    String plain = words.replaceAll("\\s+", "");
    return plain.equals("\0") ? null : sha256(plain);
  }

  /// The sections of outlines.
  static List<Section> sections(List<Outline> outlines, Function<String, Passage> texts) {
    return outlines.stream()
        .map(
            outline ->
                new Section(
                    outline.code,
                    outline.title,
                    outline.id,
                    outline.hash == null ? Passage.NONE : texts.apply(outline.hash),
                    outline.highlight == null ? null : texts.apply(outline.highlight),
                    sections(outline.sections, texts)))
        .toList();
  }

  Stream<Outline> walk() {
    return Stream.concat(Stream.of(this), sections.stream().flatMap(Outline::walk));
  }

  /// Hashes of all texts in these sections.
  static List<String> hashes(List<Outline> outlines) {
    return outlines.stream()
        .flatMap(Outline::walk)
        .flatMap(each -> Stream.of(each.hash, each.highlight))
        .filter(hash -> hash != null)
        .distinct()
        .toList();
  }

  /// The outermost sections of a code.
  static List<Outline> outermost(List<Outline> outlines, String code) {
    return outlines.stream()
        .flatMap(
            outline ->
                code.equals(outline.code)
                    ? Stream.of(outline)
                    : outermost(outline.sections, code).stream())
        .toList();
  }

  /// By code, what stands in the sections of that code, subsections included, as one hash. What is
  /// not classified counts within its parent; at the top it is one entry, and so is what has no
  /// code, under its title.
  static Map<String, String> hashesByCode(List<Outline> outlines) {
    Map<String, List<Outline>> byCode = new TreeMap<>();
    outlines.forEach(
        outline -> byCode.computeIfAbsent(key(outline), code -> new ArrayList<>()).add(outline));
    outlines.stream()
        .flatMap(Outline::walk)
        .map(outline -> outline.code)
        .filter(code -> code != null && !code.equals(LabelCodes.UNCLASSIFIED))
        .forEach(code -> byCode.put(code, outermost(outlines, code)));
    Map<String, String> hashes = new LinkedHashMap<>();
    byCode.forEach((code, found) -> hashes.put(code, hash(found)));
    return hashes;
  }

  private static String key(Outline outline) {
    if (outline.code != null) {
      return outline.code;
    }
    String words = outline.title == null ? "" : Slug.of(outline.title);
    return words.isEmpty() ? "untitled" : words.substring(0, Math.min(60, words.length()));
  }

  /// A hash of titles and words, in order and nested: what a reader would call the content. Markup,
  /// white space, anchors and ids do not count, for sources lay the same words out anew.
  static String hash(List<Outline> outlines) {
    var content = new StringBuilder();
    outlines.forEach(outline -> outline.append(content, false));
    return sha256(content.toString());
  }

  /// A hash of titles and texts as they are.
  static String exactHash(List<Outline> outlines) {
    var content = new StringBuilder();
    outlines.forEach(outline -> outline.append(content, true));
    return sha256(content.toString());
  }

  private void append(StringBuilder content, boolean exact) {
    content.append('[').append(code).append('\0').append(title).append('\0');
    content.append(exact ? hash + '\0' + highlight : words);
    sections.forEach(section -> section.append(content, exact));
    content.append(']');
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
