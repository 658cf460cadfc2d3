package org.livingevidence.citations.export;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup;

/// Writes the elements of an XML document; characters that XML has none of are left out, and so is
/// an element or an attribute without a value.
final class XmlElements {
  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  XmlElements(Writer out) {
    this.out = out;
  }

  Writer out() {
    return out;
  }

  /// @param attributes names and values in turn
  XmlElements open(String element, @Nullable String... attributes) throws IOException {
    start(element, attributes);
    open.push(element);
    return this;
  }

  XmlElements close() throws IOException {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// Writes an element with a text.
  XmlElements text(String element, @Nullable String text, @Nullable String... attributes)
      throws IOException {
    if (text != null) {
      start(element, attributes);
      escape(text);
      out.append("</").append(element).append('>');
    }
    return this;
  }

  /// Writes an element with a text and its markup.
  ///
  /// @param markup null where nothing is marked
  XmlElements marked(
      String element,
      @Nullable String text,
      @Nullable String markup,
      @Nullable String... attributes)
      throws IOException {
    Markup marked = Markup.of(markup);
    if (text == null || marked == null || !marked.plain().equals(text)) {
      return text(element, text, attributes);
    }
    start(element, attributes);
    PubmedMarkup inside =
        new PubmedMarkup(read -> readable(read).forEachOrdered(this::escape), escaped);
    marked.walk(inside);
    flush();
    out.append("</").append(element).append('>');
    return this;
  }

  XmlElements comment(String text) throws IOException {
    out.append("<!-- ");
    escape(text.replace("--", "- -"));
    out.append(" -->");
    return this;
  }

  private void start(String element, @Nullable String... attributes) throws IOException {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(String.valueOf(attributes[i])).append("=\"");
        escape(value);
        out.append('"');
      }
    }
    out.append('>');
  }

  private void escape(String text) throws IOException {
    readable(text).forEachOrdered(this::escape);
    flush();
  }

  private static IntStream readable(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c >= 0x10000);
  }

  private final StringBuilder escaped = new StringBuilder();

  private void escape(int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      default -> escaped.appendCodePoint(c);
    }
  }

  private void flush() throws IOException {
    out.append(escaped);
    escaped.setLength(0);
  }
}
