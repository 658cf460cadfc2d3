package org.livingevidence.citations.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The one way in which states are written as JSON and read back: what is stored is what the event
/// carries. Fields stand in the order of their names, so that equal states are equal text.
public final class StateJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private StateJson() {}

  /// @return the state as JSON text
  public static String write(Object state) {
    try {
      return JSON.writeValueAsString(state);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a state that cannot be written as JSON", e);
    }
  }

  /// @return how many bytes the state's JSON text takes
  public static int size(Object state) {
    try {
      return JSON.writeValueAsBytes(state).length;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a state that cannot be written as JSON", e);
    }
  }

  /// @return the state as a tree
  public static JsonNode tree(Object state) {
    return JSON.valueToTree(state);
  }

  /// @return stored text as a tree
  public static JsonNode parse(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored state that is not JSON", e);
    }
  }

  /// @return stored text as the state it was written from
  public static <T> T read(String stored, Class<T> type) {
    try {
      return JSON.readValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored state that is no " + type.getSimpleName(), e);
    }
  }

  /// @return a stored tree as the state it was written from
  public static <T> T of(JsonNode stored, Class<T> type) {
    try {
      return JSON.treeToValue(stored, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored state that is no " + type.getSimpleName(), e);
    }
  }

  /// @return 128 bits of SHA-256 over the text, in hexadecimal: equal exactly for equal states of
  /// one
  ///     rendering
  public static String hash(String json) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// @return JSON Pointers of the top-level fields in which two states differ, in their order
  public static List<String> changedPaths(JsonNode before, JsonNode after) {
    Set<String> names = new TreeSet<>();
    before.fieldNames().forEachRemaining(names::add);
    after.fieldNames().forEachRemaining(names::add);
    List<String> paths = new ArrayList<>();
    for (String name : names) {
      if (!before.path(name).equals(after.path(name))) {
        paths.add("/" + name);
      }
    }
    return paths;
  }
}
