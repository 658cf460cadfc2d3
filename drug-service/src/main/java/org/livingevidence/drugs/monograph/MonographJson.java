package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Monographs to and from the JSON that is stored, served and published.
final class MonographJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private MonographJson() {}

  static Monograph monograph(String stored) {
    try {
      return JSON.readValue(stored, Monograph.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored monograph cannot be read", e);
    }
  }

  static String text(Monograph monograph) {
    try {
      return JSON.writeValueAsString(monograph);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A monograph cannot be written: " + monograph.id(), e);
    }
  }

  /// Read back from the text, so that two trees are equal when the texts are.
  static JsonNode tree(Monograph monograph) {
    return read(text(monograph));
  }

  static JsonNode read(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read", e);
    }
  }
}
