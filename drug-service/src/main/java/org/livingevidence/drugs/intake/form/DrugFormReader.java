package org.livingevidence.drugs.intake.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads files of the drug form, form by form: JSON (one form, a list, or one after another as in
/// NDJSON) or YAML (documents of one form or of a list). A form is a drug's or a monograph's: one
/// with a title and no name is a monograph's. An object that begins with the field `drugs` or
/// `monographs` holds lists of them.
final class DrugFormReader {
  private static final int LONGEST_REASON = 4000;
  private static final Set<String> LISTS = Set.of("drugs", "monographs");

  private final DrugFormConfig config;
  private final JsonFactory json;
  private final YAMLFactory yaml;

  DrugFormReader(DrugFormConfig config) {
    this.config = config;
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(10 * config.depth())
            .maxStringLength(config.textLength())
            .maxNameLength(1000)
            .maxNumberLength(100)
            .build();
    json = JsonFactory.builder().streamReadConstraints(constraints).build();
    var options = new LoaderOptions();
    options.setCodePointLimit(config.documentLength());
    options.setNestingDepthLimit(10 * config.depth());
    options.setAllowDuplicateKeys(true); // FormTokens refuses them drug by drug.
    yaml = YAMLFactory.builder().loaderOptions(options).streamReadConstraints(constraints).build();
  }

  /// Hands every form to the sink, and why not for those that cannot be right.
  ///
  /// @throws ImportRejected when the file is no JSON or YAML from some point on
  void parse(InputStream in, RecordSink<FormRecord> sink) throws IOException, ImportRejected {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var reader = new BufferedReader(new InputStreamReader(in, decoder));
    try (var parser = isJson(reader) ? json.createParser(reader) : yaml.createParser(reader)) {
      parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      try {
        readAll(parser, sink);
      } catch (JsonProcessingException e) {
        throw malformed(e, parser.currentLocation());
      }
    } catch (JsonProcessingException e) {
      throw malformed(e, JsonLocation.NA);
    } catch (CharacterCodingException e) {
      throw new ImportRejected("The file is not UTF-8 text.");
    }
  }

  private void readAll(JsonParser parser, RecordSink<FormRecord> sink) throws IOException {
    var tokens = new FormTokens(parser, config);
    long position = 0;
    while (parser.nextToken() != null) {
      position = readTop(parser, tokens, position, sink);
    }
  }

  /// Reads a form, a list of forms, or an object of such lists; answers the last form's position.
  private static long readTop(
      JsonParser parser, FormTokens tokens, long before, RecordSink<FormRecord> sink)
      throws IOException {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return readList(parser, tokens, before, sink);
    }
    int line = parser.currentTokenLocation().getLineNr();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      take(tokens.read(), tokens, line, before + 1, sink);
      return before + 1;
    }
    tokens.begin();
    if (parser.nextToken() != JsonToken.FIELD_NAME
        || !LISTS.contains(parser.currentName())
        || tokens.fault() != null) {
      take(tokens.readBegun(), tokens, line, before + 1, sink);
      return before + 1;
    }
    return readLists(parser, tokens, before, sink);
  }

  private static long readLists(
      JsonParser parser, FormTokens tokens, long before, RecordSink<FormRecord> sink)
      throws IOException {
    long position = before;
    for (; parser.currentToken() == JsonToken.FIELD_NAME; parser.nextToken()) {
      String field = parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      if (parser.nextToken() == JsonToken.START_ARRAY && LISTS.contains(field)) {
        position = readList(parser, tokens, position, sink);
      } else {
        var unused = tokens.read();
        String no = "\"" + shown(field) + "\" is no list of drugs or monographs";
        sink.rejected(++position, null, reason("field", line, no));
      }
    }
    return position;
  }

  private static long readList(
      JsonParser parser, FormTokens tokens, long before, RecordSink<FormRecord> sink)
      throws IOException {
    long position = before;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      take(tokens.read(), tokens, line, ++position, sink);
    }
    return position;
  }

  /// @param form null when the tokens say what was refused in it
  private static void take(
      @Nullable JsonNode form,
      FormTokens tokens,
      int line,
      long position,
      RecordSink<FormRecord> sink) {
    if (form == null) {
      sink.rejected(position, null, reason("form", line, "it " + tokens.fault()));
      return;
    }
    boolean monograph = form.has("title") && !form.has("name");
    String id = form.path("id").textValue();
    FormRecord record;
    try {
      record =
          monograph
              ? new FormRecord.OfMonograph(Monograph.read(form, null))
              : new FormRecord.OfDrug(Drug.read(form, null));
    } catch (InvalidForm e) {
      String name = id == null ? form.path(monograph ? "title" : "name").textValue() : id;
      sink.rejected(
          position,
          name == null ? null : shown(name),
          reason(monograph ? "monograph" : "drug", line, String.valueOf(e.getMessage())));
      return;
    }
    sink.accept(new ParsedRecord<>(position, record.id(), record));
  }

  private static String reason(String thing, int line, String what) {
    String reason = "The " + thing + " that begins on line " + line + ": " + what;
    return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
  }

  private static String shown(String name) {
    String plain = PlainText.printable(name);
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }

  private static ImportRejected malformed(JsonProcessingException e, JsonLocation reached) {
    JsonLocation place = e.getLocation() == null ? reached : e.getLocation();
    String what = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    String plain = PlainText.printable(what.lines().findFirst().orElse(""));
    return new ImportRejected(
        "The file is not well-formed: " + plain,
        place.getLineNr() < 1
            ? null
            : new ImportRejected.Place(place.getLineNr(), Math.max(1, place.getColumnNr())));
  }

  static boolean isJson(String head) {
    String text = head.startsWith("\uFEFF") ? head.substring(1) : head;
    return text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
  }

  /// Looks at the first characters, drops a byte order mark and leaves the rest where it is.
  private static boolean isJson(Reader reader) throws IOException {
    reader.mark(8192);
    char[] head = new char[4096];
    int length = Math.max(0, reader.read(head));
    reader.reset();
    if (length > 0 && head[0] == '\uFEFF') {
      long unused = reader.skip(1);
    }
    return isJson(new String(head, 0, length));
  }
}
