package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// Drugs to and from the JSON that is stored, served and published.
final class DrugJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private DrugJson() {}

  static Drug drug(String stored) {
    try {
      return JSON.readValue(stored, Drug.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored drug cannot be read", e);
    }
  }

  static String text(Drug drug) {
    try {
      return JSON.writeValueAsString(drug);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A drug cannot be written: " + drug.id(), e);
    }
  }

  /// Read back from the text, so that two trees are equal when the texts are.
  static JsonNode tree(Drug drug) {
    return read(text(drug));
  }

  static JsonNode read(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON cannot be read", e);
    }
  }

  static <T> JsonNode statement(T statement) {
    return JSON.valueToTree(statement);
  }
}
