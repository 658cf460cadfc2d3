package org.livingevidence.gateway.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fields of an event's data, read by type; absent is allowed where it says so, another type never.
public final class Fields {
  private Fields() {}

  /// A text that must be there.
  public static String text(JsonNode object, String name) throws UnreadableException {
    String text = optionalText(object, name);
    if (text == null) {
      throw new UnreadableException("data: /" + name + " is missing");
    }
    return text;
  }

  /// A text, or null when absent.
  public static @Nullable String optionalText(JsonNode object, String name)
      throws UnreadableException {
    JsonNode field = object.get(name);
    if (field == null) {
      return null;
    }
    if (!field.isTextual()) {
      throw wrongType(name, "text");
    }
    return field.textValue();
  }

  /// A boolean, false when absent.
  public static boolean flag(JsonNode object, String name) throws UnreadableException {
    JsonNode field = object.get(name);
    if (field == null) {
      return false;
    }
    if (!field.isBoolean()) {
      throw wrongType(name, "a boolean");
    }
    return field.booleanValue();
  }

  /// An integer within bounds, 0 when absent.
  public static int number(JsonNode object, String name, int least, int most)
      throws UnreadableException {
    JsonNode field = object.get(name);
    if (field == null) {
      return 0;
    }
    if (!field.isIntegralNumber() || !field.canConvertToInt()) {
      throw wrongType(name, "an integer");
    }
    int number = field.intValue();
    if (number < least || number > most) {
      throw new UnreadableException("data: /" + name + " is out of bounds");
    }
    return number;
  }

  /// The objects of an array, none when absent.
  public static List<JsonNode> objects(JsonNode object, String name) throws UnreadableException {
    return elements(object, name, true);
  }

  /// The texts of an array, none when absent.
  public static List<String> texts(JsonNode object, String name) throws UnreadableException {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : elements(object, name, false)) {
      texts.add(element.textValue());
    }
    return texts;
  }

  /// Ids of an array, none when absent.
  public static List<String> ids(JsonNode object, String name) throws UnreadableException {
    List<String> ids = texts(object, name);
    for (String id : ids) {
      requireId(id, name);
    }
    return ids;
  }

  /// An id, or null when absent.
  public static @Nullable String optionalId(JsonNode object, String name)
      throws UnreadableException {
    String id = optionalText(object, name);
    if (id != null) {
      requireId(id, name);
    }
    return id;
  }

  private static void requireId(String id, String name) throws UnreadableException {
    if (id.isEmpty() || id.length() > 1000 || id.chars().anyMatch(Character::isISOControl)) {
      throw new UnreadableException("data: /" + name + " holds what cannot be an id");
    }
  }

  private static List<JsonNode> elements(JsonNode object, String name, boolean objects)
      throws UnreadableException {
    JsonNode field = object.get(name);
    if (field == null) {
      return List.of();
    }
    if (!field.isArray()) {
      throw wrongType(name, "an array");
    }
    List<JsonNode> elements = new ArrayList<>(field.size());
    for (JsonNode element : field) {
      if (objects ? !element.isObject() : !element.isTextual()) {
        throw wrongType(name, objects ? "an array of objects" : "an array of texts");
      }
      elements.add(element);
    }
    return elements;
  }

  private static UnreadableException wrongType(String name, String wanted) {
    return new UnreadableException("data: /" + name + " is not " + wanted);
  }
}
