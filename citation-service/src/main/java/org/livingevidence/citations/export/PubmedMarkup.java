package org.livingevidence.citations.export;

import java.util.Map;
import java.util.function.Consumer;
import org.livingevidence.bibliography.markup.Markup;

/// Markup as PubMed has it: the five elements of style, and formulas in the namespace of MathML.
/// It knows no small capitals.
final class PubmedMarkup implements Markup.Visitor {
  private final Consumer<String> text;
  private final StringBuilder out;

  /// @param text writes escaped text
  /// @param out takes the tags
  PubmedMarkup(Consumer<String> text, StringBuilder out) {
    this.text = text;
    this.out = out;
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    if (name.equals("sc")) {
      return;
    }
    out.append('<').append(tag(name));
    if (name.equals("math")) {
      out.append(" xmlns:mml=\"http://www.w3.org/1998/Math/MathML\"");
    }
    attributes.forEach(
        (attribute, value) -> {
          out.append(' ').append(attribute).append("=\"");
          text.accept(value);
          out.append('"');
        });
    out.append('>');
  }

  @Override
  public void text(String read) {
    text.accept(read);
  }

  @Override
  public void end(String name) {
    if (!name.equals("sc")) {
      out.append("</").append(tag(name)).append('>');
    }
  }

  private static String tag(String name) {
    return name.length() > 3 || name.startsWith("m") ? "mml:" + name : name;
  }
}
