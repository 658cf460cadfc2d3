package org.livingevidence.drugs.intake.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.imports.ImportRejected;

/// JSON that nobody vouches for, value by value: no value is held that is larger than a label may
/// be. One that is too large is read past and spoils no other.
public final class BoundedJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_TEXT = 50_000_000;
  private static final int LONGEST_NAME = 1000;
  private static final int LONGEST_NUMBER = 100;
  private static final int VALUE_COST = 16;

  private final JsonParser parser;
  private final long most;
  private long left;

  /// What reads a file of JSON.
  public interface Reading {
    void read(BoundedJson json) throws IOException, ImportRejected;
  }

  private BoundedJson(JsonParser parser, long most) {
    this.parser = parser;
    this.most = most;
  }

  /// @throws ImportRejected when the file is no JSON from some point on
  public static void through(InputStream in, LabelFileConfig limits, Reading reading)
      throws IOException, ImportRejected {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.depth())
            .maxStringLength(Math.max(LONGEST_TEXT, limits.labelLength()))
            .maxNameLength(LONGEST_NAME)
            .maxNumberLength(LONGEST_NUMBER)
            .build();
    var factory = JsonFactory.builder().streamReadConstraints(constraints).build();
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    Reader text = new BufferedReader(new InputStreamReader(in, decoder));
    try {
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      var json = new BoundedJson(factory.createParser(text), limits.labelLength());
      json.parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      reading.read(json);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    } catch (CharacterCodingException e) {
      throw new ImportRejected("The file is not UTF-8 text.");
    }
  }

  private static ImportRejected malformed(JsonProcessingException e) {
    String what = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    var place = e.getLocation();
    return new ImportRejected(
        "The JSON is not well-formed: " + PlainText.printable(what.lines().findFirst().orElse("")),
        place == null || place.getLineNr() < 1
            ? null
            : new ImportRejected.Place(place.getLineNr(), Math.max(1, place.getColumnNr())));
  }

  /// Moves to the next token, null at the end.
  public @Nullable JsonToken next() throws IOException {
    return parser.nextToken();
  }

  /// The current token.
  public @Nullable JsonToken token() {
    return parser.currentToken();
  }

  /// The name of the current field.
  public String field() throws IOException {
    return parser.currentName();
  }

  /// The line of the current token.
  public int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /// Reads the value that begins with the current token, to its end.
  ///
  /// @return null when it is larger than a label may be
  public @Nullable JsonNode value() throws IOException {
    left = most;
    return within();
  }

  /// The same, out of what [#value] or an earlier call has left: for the fields of one object.
  public @Nullable JsonNode within() throws IOException {
    var value = read();
    return left < 0 ? null : value;
  }

  /// Begins the count for a new object.
  public void begin() {
    left = most;
  }

  private JsonNode read() throws IOException {
    left -= VALUE_COST;
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          left -= name.length();
          parser.nextToken();
          var value = read();
          if (left >= 0) {
            object.set(name, value);
          }
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          var value = read();
          if (left >= 0) {
            array.add(value);
          }
        }
        yield array;
      }
      case VALUE_STRING -> {
        String text = parser.getText();
        left -= text.length();
        yield left >= 0 ? NODES.textNode(text) : NODES.nullNode();
      }
      case VALUE_NUMBER_INT -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_FLOAT -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }
}
