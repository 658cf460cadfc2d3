package org.livingevidence.bibliography.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.livingevidence.bibliography.markup.Markup.Element;
import org.livingevidence.bibliography.markup.Markup.Node;
import org.livingevidence.bibliography.markup.Markup.Text;

/// MathML's `mfenced`, whose parentheses and commas stand in no text: browsers that read MathML Core
/// show `f(x, y)` as `fxy`. It becomes the row of operators that it is short for (MathML 3, 3.3.8),
/// so that they are read everywhere, in the plain form too.
final class Fenced {
  static final String NAME = "mfenced";

  private Fenced() {}

  /// @param attributes `open` and `close`, parentheses where they are not there and nothing where
  ///     they are empty; `separators`, commas where they are not there, the last one again and again
  static Element row(Map<String, String> attributes, List<Node> children) {
    List<Node> arguments = children.stream().filter(Element.class::isInstance).toList();
    String separators =
        attributes
            .getOrDefault("separators", ",")
            .codePoints()
            .filter(sign -> !Character.isWhitespace(sign))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    List<Node> inside = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (i > 0 && !separators.isEmpty()) {
        int last = separators.codePointCount(0, separators.length()) - 1;
        int at = separators.offsetByCodePoints(0, Math.min(i - 1, last));
        inside.add(operator("separator", Character.toString(separators.codePointAt(at))));
      }
      inside.add(arguments.get(i));
    }
    List<Node> row = new ArrayList<>();
    fence(row, attributes.getOrDefault("open", "("));
    if (inside.size() == 1) {
      row.add(inside.getFirst());
    } else if (!inside.isEmpty()) {
      row.add(new Element("mrow", Map.of(), inside));
    }
    fence(row, attributes.getOrDefault("close", ")"));
    return new Element("mrow", Map.of(), row);
  }

  private static void fence(List<Node> row, String sign) {
    if (!sign.isBlank()) {
      row.add(operator("fence", sign.strip()));
    }
  }

  private static Element operator(String kind, String sign) {
    return new Element("mo", Map.of(kind, "true"), List.of(new Text(sign)));
  }
}
