package org.livingevidence.bibliography.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A text with markup: `H<sub>2</sub>O`, `<i>in vitro</i>`, a formula of MathML.
///
/// It holds nothing but the elements of an allow-list, without attributes but the harmless ones of
/// MathML, so its canonical form ([#toString]) is well-formed, stands as it is inside HTML, and is
/// equal for equal texts. It is the only form that is stored and sent; whoever reads it parses it
/// ([#parse]) and writes its own, and so need not trust it.
public final class Markup {
  private static final String RAISED_FROM = "0123456789+-−–";
  private static final String RAISED_TO = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻";

  private final List<Node> nodes;
  private @Nullable String plain;

  Markup(List<Node> nodes) {
    this.nodes = nodes;
  }

  sealed interface Node permits Text, Element {}

  record Text(String text) implements Node {}

  /// @param attributes in the order of their names
  record Element(String name, Map<String, String> attributes, List<Node> children)
      implements Node {}

  /// Is told what a text consists of, in its order.
  public interface Visitor {
    /// An element begins.
    void start(String name, Map<String, String> attributes);

    /// Some text, as it is read.
    void text(String text);

    /// An element ends.
    void end(String name);
  }

  /// Reads what is written with the allowed elements: our own form, or what a person wrote.
  ///
  /// @throws MarkupFault when it holds anything else, is not well-formed or too large
  public static Markup parse(String text, MarkupLimits limits) throws MarkupFault {
    return new MarkupParser(text, limits).parse();
  }

  /// @return the same as [#parse] for what was held to limits before; null for what is no such text
  public static @Nullable Markup of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return parse(text, MarkupLimits.STORED);
    } catch (MarkupFault e) {
      return null;
    }
  }

  /// @return the markup of a text that has none
  public static String escaped(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length() + 8);
    MarkupText.escape(plain, escaped);
    return escaped.toString();
  }

  /// @return whether anything is marked
  public boolean marks() {
    return nodes.stream().anyMatch(Element.class::isInstance);
  }

  /// Tells a visitor what this consists of.
  public void walk(Visitor visitor) {
    walk(nodes, visitor);
  }

  private static void walk(List<Node> nodes, Visitor visitor) {
    for (Node node : nodes) {
      switch (node) {
        case Text(String text) -> visitor.text(text);
        case Element(String name, Map<String, String> attributes, List<Node> children) -> {
          visitor.start(name, attributes);
          walk(children, visitor);
          visitor.end(name);
        }
      }
    }
  }

  /// The text without markup. A raised number after a digit keeps its height (`10⁶`), so that it
  /// does not become another number.
  public String plain() {
    String known = plain;
    if (known == null) {
      StringBuilder out = new StringBuilder();
      plain(nodes, out, false);
      known = out.toString();
      plain = known;
    }
    return known;
  }

  private static void plain(List<Node> nodes, StringBuilder out, boolean raised) {
    for (Node node : nodes) {
      switch (node) {
        case Text(String text) -> out.append(text);
        case Element(String name, Map<String, String> attributes, List<Node> children) -> {
          int from = out.length();
          boolean raises = name.equals("sup") && !raised;
          plain(children, out, raised || raises);
          if (raises) {
            raise(out, from);
          }
        }
      }
    }
  }

  /// Raises what follows a position, when it is a number after a digit.
  ///
  /// @param text changed in place, of the same length after as before
  public static void raise(StringBuilder text, int from) {
    if (from == 0 || !Character.isDigit(text.charAt(from - 1)) || from == text.length()) {
      return;
    }
    StringBuilder raised = new StringBuilder();
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

  /// A part, by offsets in the plain text. A formula that is cut through is plain in it.
  ///
  /// @return null when the part does not read as it does in the whole, or nothing in it is marked
  public @Nullable Markup slice(int from, int to) {
    Markup part = new Markup(slice(nodes, new int[] {0}, from, to));
    return part.marks() && part.plain().equals(plain().substring(from, to)) ? part : null;
  }

  private static List<Node> slice(List<Node> nodes, int[] at, int from, int to) {
    List<Node> kept = new ArrayList<>();
    for (Node node : nodes) {
      int begin = at[0];
      switch (node) {
        case Text(String text) -> {
          at[0] += text.length();
          int first = Math.max(0, from - begin);
          int last = Math.min(text.length(), to - begin);
          if (first < last) {
            kept.add(new Text(text.substring(first, last)));
          }
        }
        case Element(String name, Map<String, String> attributes, List<Node> children) -> {
          List<Node> inside = slice(children, at, from, to);
          boolean whole = begin >= from && at[0] <= to;
          if (whole && at[0] > begin) {
            kept.add(node);
          } else if (!inside.isEmpty() && name.equals(MarkupElements.MATH)) {
            StringBuilder text = new StringBuilder();
            plain(inside, text, false);
            kept.add(new Text(text.toString()));
          } else if (!inside.isEmpty()) {
            kept.add(new Element(name, attributes, inside));
          }
        }
      }
    }
    return kept;
  }

  /// @return for a page: HTML that the browser's own parser reads as this text and nothing else
  public String html() {
    return MarkupText.write(this, true);
  }

  /// @return the canonical form
  @Override
  public String toString() {
    return MarkupText.write(this, false);
  }
}
