package org.livingevidence.bibliography.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.Markup.Element;
import org.livingevidence.bibliography.markup.Markup.Node;
import org.livingevidence.bibliography.markup.Markup.Text;

/// MathML's `mfenced`, whose parentheses and commas stand in no text: browsers that read MathML
/// Core show `f(x, y)` as `fxy`. It becomes the row of operators that it is short for (MathML 3,
/// 3.3.8), so that they are read everywhere, in the plain form too.
final class Fenced {
  static final String NAME = "mfenced";

  private Fenced() {}

  /// @param attributes `open` and `close`, parentheses where they are not there and nothing where
  ///     they are empty; `separators`, commas where they are not there, the last one again and
  ///     again
  static Element row(Map<String, String> attributes, List<Node> children) {
    int[] separators =
        signs(attributes.getOrDefault("separators", ",")).replace(" ", "").codePoints().toArray();
    List<Node> inside = new ArrayList<>();
    int arguments = 0;
    for (Node child : children) {
      Node argument = argument(child);
      if (argument != null) {
        if (arguments > 0 && separators.length > 0) {
          int sign = separators[Math.min(arguments, separators.length) - 1];
          inside.add(operator("separator", Character.toString(sign)));
        }
        inside.add(argument);
        arguments++;
      }
    }
    List<Node> row = new ArrayList<>();
    fence(row, attributes.getOrDefault("open", "("));
    if (arguments == 1) {
      row.add(inside.getFirst());
    } else if (arguments > 1) {
      row.add(new Element("mrow", Map.of(), inside));
    }
    fence(row, attributes.getOrDefault("close", ")"));
    return new Element("mrow", Map.of(), row);
  }

  /// Text that stands in it by itself, of an element that is not kept, is an argument too.
  private static @Nullable Node argument(Node child) {
    return switch (child) {
      case Element element -> element;
      case Text(String text) ->
          signs(text).isEmpty()
              ? null
              : new Element("mtext", Map.of(), List.of(new Text(signs(text))));
    };
  }

  private static void fence(List<Node> row, String written) {
    String sign = signs(written);
    if (!sign.isEmpty()) {
      row.add(operator("fence", sign));
    }
  }

  private static Element operator(String kind, String sign) {
    return new Element("mo", Map.of(kind, "true"), List.of(new Text(sign)));
  }

  /// As [MarkupBuilder] reads a text in a formula, so that it stays the same when it is read again.
  private static String signs(String text) {
    StringBuilder signs = new StringBuilder();
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean is = MarkupBuilder.isSpace(c);
      if (!is) {
        signs.append(c);
      } else if (!space) {
        signs.append(' ');
      }
      space = is;
    }
    return signs.toString().strip();
  }
}
