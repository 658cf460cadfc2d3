package org.livingevidence.drugs.intake.form;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.form.InvalidForm;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads files of the drug form drug by drug: JSON (one drug, a list, or one after another as in
/// NDJSON) or YAML (documents of one drug or of a list).
final class DrugFormReader {
  private static final int LONGEST_REASON = 4000;

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

  /// Hands every drug to the sink, and why not for those that cannot be right.
  ///
  /// @throws ImportRejected when the file is no JSON or YAML from some point on
  void parse(InputStream in, RecordSink<Drug> sink) throws IOException, ImportRejected {
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

  private void readAll(JsonParser parser, RecordSink<Drug> sink) throws IOException {
    var tokens = new FormTokens(parser, config);
    long position = 0;
    while (parser.nextToken() != null) {
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        read(parser, tokens, ++position, sink);
        continue;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        read(parser, tokens, ++position, sink);
      }
    }
  }

  private static void read(
      JsonParser parser, FormTokens tokens, long position, RecordSink<Drug> sink)
      throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    var form = tokens.read();
    if (form == null) {
      sink.rejected(position, null, reason(line, "the drug " + tokens.fault()));
      return;
    }
    String id = form.path("id").textValue();
    Drug drug;
    try {
      drug = Drug.read(form, null);
    } catch (InvalidForm e) {
      String name = id == null ? form.path("name").textValue() : id;
      sink.rejected(position, name == null ? null : shown(name), reason(line, e.getMessage()));
      return;
    }
    sink.accept(new ParsedRecord<>(position, drug.id(), drug));
  }

  private static String reason(int line, @Nullable String what) {
    String reason = "The drug that begins on line " + line + ": " + what;
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
