package org.livingevidence.bibliography.markup;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Reads the written form of markup, and nothing else.
final class MarkupParser {
  private final String text;
  private final MarkupBuilder builder;
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder read = new StringBuilder();
  private int at;
  private int math;

  MarkupParser(String text, MarkupLimits limits) {
    this.text = text;
    builder = new MarkupBuilder(limits);
  }

  Markup parse() throws MarkupFault {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '<') {
        flush();
        tag();
      } else if (c == '&') {
        read.append(reference());
      } else {
        read.append(c);
        at++;
      }
      if (builder.tooMuch()) {
        throw new MarkupFault("holds more markup than is allowed");
      }
    }
    flush();
    if (!open.isEmpty()) {
      throw new MarkupFault("does not end the element " + open.peek());
    }
    Markup markup = builder.build();
    if (markup == null) {
      throw new MarkupFault("holds more markup than is allowed");
    }
    return markup;
  }

  private void flush() {
    if (!read.isEmpty()) {
      builder.text(read);
      read.setLength(0);
    }
  }

  private char reference() throws MarkupFault {
    int end = text.indexOf(';', at);
    String name = end < 0 || end - at > 5 ? "" : text.substring(at + 1, end);
    char c =
        switch (name) {
          case "amp" -> '&';
          case "lt" -> '<';
          case "gt" -> '>';
          case "quot" -> '"';
          default ->
              throw new MarkupFault("holds a & at position " + at + " that is to be written &amp;");
        };
    at = end + 1;
    return c;
  }

  private void tag() throws MarkupFault {
    int from = at++;
    boolean ends = at < text.length() && text.charAt(at) == '/';
    if (ends) {
      at++;
    }
    String name = name();
    if (!MarkupElements.allowed(name)) {
      throw new MarkupFault(
          "holds "
              + (name.isEmpty() ? "a < that is to be written &lt;" : "<" + name + ">")
              + " at position "
              + from
              + "; allowed are "
              + String.join(", ", new TreeSet<>(MarkupElements.STYLES))
              + " and the presentation elements of MathML");
    }
    if (ends) {
      close(name, from);
      return;
    }
    if (MarkupElements.meant(name, math > 0) == null) {
      throw new MarkupFault(
          "holds <"
              + name
              + "> at position "
              + from
              + (math > 0 ? " inside" : " outside")
              + " a formula");
    }
    Map<String, String> attributes = attributes(name);
    boolean empty = next('/');
    if (!next('>')) {
      throw new MarkupFault("holds a tag at position " + from + " that does not end");
    }
    builder.start(name, attributes::get);
    if (empty) {
      builder.end();
    } else {
      open.push(name);
      math += math > 0 || name.equals(MarkupElements.MATH) ? 1 : 0;
    }
  }

  private void close(String name, int from) throws MarkupFault {
    if (!name.equals(open.peek()) || !next('>')) {
      throw new MarkupFault("holds </" + name + "> at position " + from + ", which ends nothing");
    }
    open.pop();
    math -= math > 0 ? 1 : 0;
    builder.end();
  }

  private Map<String, String> attributes(String name) throws MarkupFault {
    Map<String, String> attributes = new HashMap<>();
    while (next(' ')) {
      int from = at;
      String attribute = name();
      if (!next('=') || !next('"')) {
        throw new MarkupFault("holds an attribute at position " + from + " without a value");
      }
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        value.append(text.charAt(at) == '&' ? reference() : text.charAt(at++));
      }
      attributes.put(attribute, value.toString());
      if (!next('"') || !MarkupElements.attributes(name, attributes::get).containsKey(attribute)) {
        throw new MarkupFault(
            "holds the attribute "
                + attribute
                + " at position "
                + from
                + ", which is not allowed there or has another value");
      }
    }
    return attributes;
  }

  private String name() {
    int from = at;
    while (at < text.length() && (isLetter(text.charAt(at)) || (at > from && isRest(at)))) {
      at++;
    }
    return text.substring(from, at);
  }

  private boolean isRest(int position) {
    char c = text.charAt(position);
    return c == '-' || c == ':' || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private boolean next(char expected) {
    if (at < text.length() && text.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }
}
