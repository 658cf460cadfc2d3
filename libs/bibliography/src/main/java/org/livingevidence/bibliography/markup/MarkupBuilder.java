package org.livingevidence.bibliography.markup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes markup from what any reader meets: elements that mean an allowed one become it, of all
/// others only the text stays. White space collapses as it does in the plain text; between the
/// elements of a formula it only formats the file.
public final class MarkupBuilder {
  private final MarkupLimits limits;
  private final Deque<Open> open = new ArrayDeque<>();
  private final List<Markup.Node> nodes = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean space = true;
  private int depth;
  private int math;
  private int unread;
  private long length;
  private boolean tooMuch;

  /// @param limits beyond which there is no markup
  public MarkupBuilder(MarkupLimits limits) {
    this.limits = limits;
  }

  /// @param name null for an element of which only the content stays
  private record Open(
      @Nullable String name,
      Map<String, String> attributes,
      List<Markup.Node> children,
      boolean unread) {}

  /// An element begins.
  ///
  /// @param name its name as the source has it, without a prefix
  /// @param attributes gives an attribute's value, null where there is none
  public void start(String name, Function<String, @Nullable String> attributes) {
    flush();
    boolean hides = MarkupElements.UNREAD.contains(name);
    String meant = hides || unread > 0 ? null : MarkupElements.meant(name, math > 0);
    if (hides) {
      unread++;
    }
    Map<String, String> kept = Map.of();
    if (meant != null) {
      kept = MarkupElements.attributes(meant, attributes);
      depth++;
      length += 2L * meant.length() + 5 + 24L * kept.size();
      tooMuch |= depth > limits.depth();
      if (meant.equals(MarkupElements.MATH) || math > 0) {
        math++;
      }
    }
    if (open.size() > 1000) {
      tooMuch = true;
    }
    open.push(new Open(meant, kept, new ArrayList<>(), hides));
  }

  /// Some text, as it is read.
  public void text(CharSequence read) {
    if (unread > 0) {
      return;
    }
    int from = 0;
    int to = read.length();
    if (math > 0) {
      while (from < to && isSpace(read.charAt(from))) {
        from++;
      }
      while (from < to && isSpace(read.charAt(to - 1))) {
        to--;
      }
    }
    for (int i = from; i < to; i++) {
      char c = read.charAt(i);
      if (c > ' ') {
        text.append(c);
        space = false;
      } else if (!space) {
        text.append(' ');
        space = true;
      }
    }
    length += to - from;
    tooMuch |= length > limits.length();
  }

  /// In a formula a space that does not break formats the file like any other.
  static boolean isSpace(char c) {
    return c <= ' ' || c == '\u00a0';
  }

  /// The last element that began ends.
  public void end() {
    flush();
    if (open.isEmpty()) {
      return;
    }
    Open ended = open.pop();
    if (ended.unread()) {
      unread--;
    }
    List<Markup.Node> into = into();
    if (ended.name() == null) {
      ended.children().forEach(child -> add(into, child));
      return;
    }
    depth--;
    boolean formula = math > 0;
    if (formula) {
      math--;
    }
    boolean keeps = formula && math > 0; // a formula's elements count even when they are empty
    if (keeps && ended.name().equals(Fenced.NAME)) {
      length += 64L + 48L * ended.children().size();
      into.add(Fenced.row(ended.attributes(), ended.children()));
    } else if (keeps || readable(ended.children())) {
      into.add(new Markup.Element(ended.name(), ended.attributes(), ended.children()));
    } else if (!formula) {
      ended.children().forEach(child -> add(into, child));
    }
  }

  private static boolean readable(List<Markup.Node> nodes) {
    return nodes.stream()
        .anyMatch(
            node ->
                switch (node) {
                  case Markup.Text(String text) -> !text.isBlank();
                  case Markup.Element(
                          String name,
                          Map<String, String> attributes,
                          List<Markup.Node> children) ->
                      readable(children);
                });
  }

  private List<Markup.Node> into() {
    Open innermost = open.peek();
    return innermost == null ? nodes : innermost.children();
  }

  private void flush() {
    if (!text.isEmpty()) {
      add(into(), new Markup.Text(text.toString()));
      text.setLength(0);
    }
  }

  private static void add(List<Markup.Node> into, Markup.Node node) {
    if (node instanceof Markup.Text(String more)
        && !into.isEmpty()
        && into.getLast() instanceof Markup.Text(String before)) {
      into.set(into.size() - 1, new Markup.Text(before + more));
    } else {
      into.add(node);
    }
  }

  /// @return whether it grew beyond the limits, so that there is no markup
  public boolean tooMuch() {
    return tooMuch;
  }

  /// Ends what is open, and the text.
  ///
  /// @return null when it is too much
  public @Nullable Markup build() {
    while (!open.isEmpty()) {
      end();
    }
    flush();
    if (tooMuch) {
      return null;
    }
    withoutLastSpace(nodes);
    return new Markup(nodes);
  }

  private static void withoutLastSpace(List<Markup.Node> nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    switch (nodes.getLast()) {
      case Markup.Text(String text) -> {
        if (text.equals(" ")) {
          nodes.removeLast();
        } else if (text.endsWith(" ")) {
          nodes.set(nodes.size() - 1, new Markup.Text(text.substring(0, text.length() - 1)));
        }
      }
      case Markup.Element(
              String name,
              Map<String, String> attributes,
              List<Markup.Node> children) ->
          withoutLastSpace(children);
    }
  }
}
