package org.livingevidence.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// Text that JSON may hold and the store cannot: NUL and lone surrogates.
final class Strings {
  private Strings() {}

  static void requireStorable(JsonNode node, String path) throws UnreadableException {
    if (node.isTextual()) {
      requireStorable(node.textValue(), path);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        requireStorable(field.getKey(), path);
        requireStorable(field.getValue(), path + "/" + field.getKey());
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireStorable(node.get(i), path + "/" + i);
      }
    }
  }

  private static void requireStorable(String text, String path) throws UnreadableException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw new UnreadableException("data: " + path + " holds a character that is none");
      }
      if (pair) {
        i++;
      }
    }
  }
}
