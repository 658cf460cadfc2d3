package org.livingevidence.drugs.label;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.livingevidence.drugs.label.Section.Passage;

/// Builds a passage from elements and text as a reader meets them: HTML and plain text side by
/// side. The caller names HTML elements and attributes of its own choice, never the document's;
/// text is escaped here. White space collapses; line breaks of the plain text follow the elements.
public final class PassageBuilder {
  private static final String RAISED_FROM = "0123456789+-–−()n";
  private static final String RAISED_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ";

  private final StringBuilder html = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private final Deque<Boolean> rows = new ArrayDeque<>();
  private int cells;
  private boolean space = true;

  private record Open(String tag, int textFrom) {}

  /// Opens an element without attributes.
  public void start(String tag) {
    start(tag, Map.of());
  }

  /// Opens an element of HTML.
  ///
  /// @param attributes values are escaped
  public void start(String tag, Map<String, String> attributes) {
    switch (tag) {
      case "td", "th" -> cell();
      case "li" -> {
        line();
        text.append("• ");
        space = true;
      }
      case "tr" -> {
        line();
        rows.push(true);
      }
      case "p", "ul", "ol", "table", "caption", "thead", "tbody", "tfoot" -> line();
      default -> {}
    }
    html.append('<').append(tag);
    attributes.forEach(
        (name, value) -> {
          html.append(' ').append(name).append("=\"");
          for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i));
          }
          html.append('"');
        });
    html.append('>');
    open.push(new Open(tag, text.length()));
  }

  /// Closes the element that was opened last.
  public void end() {
    var closed = open.pop();
    html.append("</").append(closed.tag()).append('>');
    switch (closed.tag()) {
      case "td", "th" -> cells--;
      case "tr" -> {
        rows.pop();
        line();
      }
      case "sup" -> raise(closed.textFrom());
      case "p", "li", "ul", "ol", "table", "caption" -> line();
      default -> {}
    }
  }

  /// How many elements are open.
  public int depth() {
    return open.size();
  }

  /// The innermost open element, empty when there is none.
  public String innermost() {
    return open.isEmpty() ? "" : open.element().tag();
  }

  /// A line break.
  public void lineBreak() {
    html.append("<br>");
    line();
  }

  /// Adds text.
  public void text(CharSequence more) {
    for (int i = 0; i < more.length(); i++) {
      char c = more.charAt(i);
      if (c <= ' ' || Character.isSpaceChar(c) || Character.isISOControl(c)) {
        if (!space) {
          html.append(' ');
          text.append(' ');
          space = true;
        }
      } else if (Character.isHighSurrogate(c)
          && i + 1 < more.length()
          && Character.isLowSurrogate(more.charAt(i + 1))) {
        html.append(c).append(more.charAt(i + 1));
        text.append(c).append(more.charAt(++i));
        space = false;
      } else if (!isHidden(c)) {
        char shown = Character.isSurrogate(c) || c >= '\uFFFE' ? '\uFFFD' : c;
        escape(shown);
        text.append(shown);
        space = false;
      }
    }
  }

  /// Adds what another builder built, as it is.
  public void add(Passage passage) {
    line();
    html.append(passage.html());
    text.append(passage.text());
    space = false;
  }

  /// How much has been built.
  public int length() {
    return html.length() + text.length();
  }

  /// The passage; every element must be closed.
  public Passage build() {
    if (!open.isEmpty()) {
      throw new IllegalStateException(open.element().tag() + " is still open");
    }
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    String plain = text.substring(0, end);
    return plain.isEmpty() && !html.toString().contains("class=\"figure\"")
        ? Passage.NONE
        : new Passage(html.toString().strip(), plain);
  }

  /// Text in one line without markup: what stands in titles.
  public static String plain(CharSequence text) {
    var builder = new PassageBuilder();
    builder.text(text);
    return builder.build().text();
  }

  private void cell() {
    if (!rows.isEmpty() && !rows.pop()) {
      trim();
      text.append(" | ");
    }
    rows.push(false);
    cells++;
    space = true;
  }

  /// Ends the line, in a cell only the word.
  private void line() {
    trim();
    if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
      boolean after = text.charAt(text.length() - 1) == '|';
      text.append(cells > 0 || after ? ' ' : '\n');
    }
    space = true;
  }

  private void trim() {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
  }

  private void raise(int from) {
    if (from == 0
        || from >= text.length()
        || !Character.isDigit(text.charAt(from - 1))
            && !Character.isLetter(text.charAt(from - 1))) {
      return;
    }
    var raised = new StringBuilder();
    for (int i = from; i < text.length(); i++) {
      int at = RAISED_FROM.indexOf(text.charAt(i));
      if (at < 0) {
        return;
      }
      raised.append(RAISED_TO.charAt(at));
    }
    text.setLength(from);
    text.append(raised);
  }

  private static boolean isHidden(char c) {
    return (c >= '\u200B' && c <= '\u200F')
        || (c >= '\u202A' && c <= '\u202E')
        || (c >= '\u2060' && c <= '\u206F')
        || c == '\uFEFF'
        || c == '\u00AD';
  }

  private void escape(char c) {
    switch (c) {
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '&' -> html.append("&amp;");
      case '"' -> html.append("&quot;");
      default -> html.append(c);
    }
  }
}
