package org.livingevidence.drugs.intake.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Builds the tree of one form from the tokens of JSON or YAML. Depth and number of values are
/// limited, a key stands once in an object, and YAML's anchors, aliases and tags are refused:
/// nothing in a file stands for more than is written. What is refused within a drug spoils that
/// drug only: its tokens are read to their end.
final class FormTokens {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,40})(\\.\\d{1,40})?([eE][-+]?\\d{1,3})?");

  private final JsonParser parser;
  private final DrugFormConfig config;
  private int values;
  private @Nullable String fault;

  FormTokens(JsonParser parser, DrugFormConfig config) {
    this.parser = parser;
    this.config = config;
  }

  /// The tree of the value that begins at the current token, or null when [#fault] says why not.
  @Nullable JsonNode read() throws IOException {
    values = 0;
    fault = null;
    var tree = value(0);
    return fault == null ? tree : null;
  }

  /// Begins an object at its opening, so that its first field can be looked at.
  void begin() throws IOException {
    values = 1;
    fault = null;
    refuseReferences();
  }

  /// The tree of the object begun, from the field that the parser stands at, or its end; null when
  /// [#fault] says why not.
  @Nullable JsonNode readBegun() throws IOException {
    var tree = fields(0);
    return fault == null ? tree : null;
  }

  /// What was refused in the value read last, with its line; null when nothing was.
  @Nullable String fault() {
    return fault;
  }

  private @Nullable JsonNode value(int depth) throws IOException {
    if (++values > config.values()) {
      refuse("has more than " + config.values() + " values");
    }
    refuseReferences();
    if (depth > config.depth()) {
      refuse("is nested deeper than " + config.depth() + " levels");
      parser.skipChildren();
      return null;
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(depth);
      case START_ARRAY -> array(depth);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE, VALUE_FALSE -> truth(parser.getText());
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_EMBEDDED_OBJECT -> {
        refuse("has binary data");
        yield null;
      }
      case FIELD_NAME, END_ARRAY, END_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  /// YAML also takes 012, 0x1F and 1_000 for numbers; in the form they are text.
  private static JsonNode number(String text) {
    return NUMBER.matcher(text).matches()
        ? NODES.numberNode(new BigDecimal(text))
        : NODES.textNode(text);
  }

  /// YAML also takes no, on and y for truth values; in the form NO is Norway.
  private static JsonNode truth(String text) {
    return switch (text) {
      case "true" -> NODES.booleanNode(true);
      case "false" -> NODES.booleanNode(false);
      default -> NODES.textNode(text);
    };
  }

  private JsonNode object(int depth) throws IOException {
    parser.nextToken();
    return fields(depth);
  }

  private JsonNode fields(int depth) throws IOException {
    var object = NODES.objectNode();
    for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
      refuseReferences();
      String name = parser.currentName();
      if (object.has(name)) {
        refuse("has the field \"" + name + "\" twice");
      }
      parser.nextToken();
      var value = value(depth + 1);
      if (value != null && fault == null) {
        object.set(name, value);
      }
    }
    return object;
  }

  private JsonNode array(int depth) throws IOException {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      var item = value(depth + 1);
      if (item != null && fault == null) {
        array.add(item);
      }
    }
    return array;
  }

  private void refuseReferences() throws IOException {
    if (parser instanceof YAMLParser yaml) {
      if (yaml.isCurrentAlias()) {
        refuse("uses a YAML alias (*" + yaml.getText() + "): write the value out");
      } else if (yaml.getObjectId() != null) {
        refuse(
            "has a YAML anchor (&" + yaml.getObjectId() + "): write values out where they belong");
      } else if (yaml.getTypeId() != null) {
        refuse("has a YAML tag (" + yaml.getTypeId() + "): types are not chosen in the form");
      }
    }
  }

  private void refuse(String what) {
    if (fault == null) {
      var place = parser.currentTokenLocation();
      fault = what + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
  }
}
