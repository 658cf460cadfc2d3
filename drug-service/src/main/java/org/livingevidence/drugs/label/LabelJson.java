package org.livingevidence.drugs.label;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/// Labels to and from the JSON that is stored, served and published.
final class LabelJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final TypeReference<List<Outline>> OUTLINES = new TypeReference<>() {};

  private static final TypeReference<List<LabelState.HeldVersion>> VERSIONS =
      new TypeReference<>() {};

  private LabelJson() {}

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A label cannot be written", e);
    }
  }

  /// Read back from the text, so that two trees are equal when the texts are.
  static JsonNode tree(Object value) {
    return read(text(value));
  }

  static JsonNode read(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read", e);
    }
  }

  static LabelState state(JsonNode stored) {
    return JSON.convertValue(stored, LabelState.class);
  }

  static List<Outline> outlines(String stored) {
    try {
      return JSON.readValue(stored, OUTLINES);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored sections cannot be read", e);
    }
  }

  /// The versions of a stored state.
  static List<LabelState.HeldVersion> versions(JsonNode state) {
    return JSON.convertValue(state.path("versions"), VERSIONS);
  }

  static Detail detail(String stored) {
    try {
      return JSON.readValue(stored, Detail.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored label cannot be read", e);
    }
  }
}
