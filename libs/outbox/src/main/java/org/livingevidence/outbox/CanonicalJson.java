package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;

/// Canonical JSON by RFC 8785: the same content is the same bytes, whoever wrote it.
///
/// Numbers, the hard part, are the library's; it reads text only, and writing every state out to
/// have it parsed again took most of the relay's time. A test compares both on random documents.
public final class CanonicalJson {
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int TYPICAL_SIZE = 4096;

  /// Integers of fewer digits than this are doubles exactly, and print as they are.
  private static final long LARGEST_PLAIN_INTEGER = 1L << 53;

  private final StringBuilder out = new StringBuilder(TYPICAL_SIZE);

  private CanonicalJson() {}

  /// The canonical UTF-8 bytes of a document. Numbers are IEEE 754 doubles, as the RFC has it.
  ///
  /// @throws IllegalArgumentException when a text holds half a surrogate pair, or a number is none
  public static byte[] bytes(JsonNode document) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.value(document);
    return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> text(node.textValue());
      case NUMBER -> number(node);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  /// Members in the order of their names' UTF-16 units, which is that of `String`.
  private void object(JsonNode node) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    members.sort(Comparator.comparing(Map.Entry::getKey));
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      separator = ",";
      text(member.getKey());
      out.append(':');
      value(member.getValue());
    }
    out.append('}');
  }

  private void array(JsonNode node) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      value(node.get(i));
    }
    out.append(']');
  }

  private void number(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      long integer = node.longValue();
      if (Math.abs(integer) <= LARGEST_PLAIN_INTEGER) {
        out.append(integer);
        return;
      }
    }
    try {
      out.append(NumberToJSON.serializeNumber(node.doubleValue()));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a number of JSON: " + node, e);
    }
  }

  private void text(String text) {
    out.append('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        if (Character.isSurrogate(c)) {
          requirePair(text, i);
        }
        continue;
      }
      out.append(text, plainFrom, i);
      plainFrom = i + 1;
      escape(c);
    }
    out.append(text, plainFrom, text.length()).append('"');
  }

  private static void requirePair(String text, int at) {
    boolean paired =
        Character.isHighSurrogate(text.charAt(at))
            ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
            : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    if (!paired) {
      throw new IllegalArgumentException("a text holds half a surrogate pair");
    }
  }

  private void escape(char c) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\b' -> out.append('b');
      case '\t' -> out.append('t');
      case '\n' -> out.append('n');
      case '\f' -> out.append('f');
      case '\r' -> out.append('r');
      default -> out.append("u00").append(HEX[c >> 4]).append(HEX[c & 0xf]);
    }
  }
}
