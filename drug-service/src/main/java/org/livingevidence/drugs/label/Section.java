package org.livingevidence.drugs.label;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A section of a label, with what stands in it.
///
/// @param code its LOINC code, or `smpc-4.1`, `leaflet-1` in EU documents; null when it has none
/// @param title its heading as plain text, null when it has none
/// @param id its anchor in the document, null when it has none
/// @param body its own text, without that of the sections in it
/// @param highlight what the highlights say of it
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Section(
    @Nullable String code,
    @Nullable String title,
    @Nullable String id,
    Passage body,
    @Nullable Passage highlight,
    List<Section> sections) {
  public Section {
    requireNonNull(body, "body");
    sections = List.copyOf(sections);
  }

  /// A stretch of text.
  ///
  /// @param html safe to show: a closed set of elements, no scripts, styles or foreign images
  /// @param text paragraphs, list items and table rows as lines; sentences are cited from here
  public record Passage(String html, String text) {
    /// No text.
    public static final Passage NONE = new Passage("", "");

    public Passage {
      requireNonNull(html, "html");
      requireNonNull(text, "text");
    }

    /// True when it says nothing.
    public boolean isEmpty() {
      return html.isEmpty() && text.isEmpty();
    }
  }

  /// This section and all in it, in order.
  public Stream<Section> walk() {
    return Stream.concat(Stream.of(this), sections.stream().flatMap(Section::walk));
  }

  /// Of these sections and all in them those of a code, outermost only: what stands in one of
  /// them is its part.
  public static List<Section> outermost(List<Section> sections, String code) {
    return sections.stream()
        .flatMap(
            section ->
                code.equals(section.code)
                    ? Stream.of(section)
                    : outermost(section.sections, code).stream())
        .toList();
  }

  /// Headings and text of this section and all in it, a line each.
  public String wholeText() {
    var text = new StringBuilder();
    walk()
        .forEach(
            section -> {
              append(text, section == this ? null : section.title);
              append(text, section.body.text());
            });
    return text.toString();
  }

  private static void append(StringBuilder text, @Nullable String part) {
    if (part != null && !part.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(part);
    }
  }
}
