package org.livingevidence.bibliography.markup;

import java.util.Map;

/// Writes markup: the canonical form, and HTML, which has no element for small capitals.
final class MarkupText implements Markup.Visitor {
  private final StringBuilder out = new StringBuilder();
  private final boolean html;
  private boolean began;

  private MarkupText(boolean html) {
    this.html = html;
  }

  static String write(Markup markup, boolean html) {
    MarkupText text = new MarkupText(html);
    markup.walk(text);
    return text.out.toString();
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    began();
    if (html && name.equals("sc")) {
      out.append("<span class=\"sc\"");
    } else {
      out.append('<').append(name);
    }
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          escape(value, out);
          out.append('"');
        });
    began = true;
  }

  @Override
  public void text(String text) {
    began();
    escape(text, out);
  }

  @Override
  public void end(String name) {
    if (began) {
      out.append("/>");
      began = false;
    } else {
      out.append("</").append(html && name.equals("sc") ? "span" : name).append('>');
    }
  }

  private void began() {
    if (began) {
      out.append('>');
      began = false;
    }
  }

  /// Quotation marks are escaped too, because values of attributes are written the same way.
  static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }
}
