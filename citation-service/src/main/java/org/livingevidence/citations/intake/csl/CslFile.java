package org.livingevidence.citations.intake.csl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.livingevidence.citations.intake.RecordFile;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// A file of the kind `csl-json`: an array of items, one item alone, an object that has them under
/// `items`, or what Crossref answers (`message`, or `message` with `items`). Items are read one by
/// one. JSON is UTF-8 by its own rules; other bytes end the import.
public final class CslFile implements RecordFile {
  private static final Set<String> WRAPPERS = Set.of("items", "message", "references");
  private static final int DEPTH = 100;
  private static final Pattern BEGINS = Pattern.compile("\\A\\uFEFF?\\s*[\\[{]");
  private static final Pattern TYPE =
      Pattern.compile(
          "\"type\"\\s*:\\s*\"(?:article|article-journal|article-magazine|article-newspaper|book"
              + "|chapter|paper-conference|report|thesis|webpage|post|post-weblog|dataset|speech"
              + "|manuscript|entry(?:-[a-z]+)?|review(?:-book)?|journal-article|posted-content"
              + "|book-chapter|proceedings-article|monograph|reference-book|peer-review|document"
              + "|personal_communication|legislation|patent|software|motion_picture|broadcast)\"");
  private static final Pattern FIELD =
      Pattern.compile("\"(?:title|DOI|issued|container-title|author|URL)\"\\s*:");

  private final ObjectMapper mapper;

  /// @param limits what a file may ask of us
  public CslFile(TextLimits limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH)
                    .maxStringLength(limits.lineLength())
                    .maxNumberLength(100)
                    .maxNameLength(1000)
                    .build())
            .build();
    mapper = new ObjectMapper(factory);
  }

  @Override
  public boolean recognises(String head) {
    return BEGINS.matcher(head).find() && TYPE.matcher(head).find() && FIELD.matcher(head).find();
  }

  @Override
  public void read(InputStream in, Records records) throws IOException, ImportRejected {
    try (JsonParser json = mapper.getFactory().createParser(in)) {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        value(json, records);
      }
    } catch (JsonProcessingException e) {
      throw rejected(e);
    } catch (CharConversionException e) {
      throw new ImportRejected("The JSON is not UTF-8.");
    }
  }

  private static ImportRejected rejected(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage()).replaceAll("\\p{Cntrl}+", " ");
    String plain =
        message
            .replaceAll("\\(?for (?:Array|Object|ROOT) starting at.*", "")
            .replaceAll("\\(`[^`]*`[^)]*\\)|`[^`]*`", "")
            .strip();
    return new ImportRejected(
        "The JSON is not acceptable: " + plain.substring(0, Math.min(plain.length(), 300)),
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? null
            : new ImportRejected.Place(
                e.getLocation().getLineNr(), Math.max(1, e.getLocation().getColumnNr())));
  }

  /// At an item, an array of them, or an object around them.
  private void value(JsonParser json, Records records) throws IOException {
    switch (json.currentToken()) {
      case START_ARRAY -> {
        while (json.nextToken() != JsonToken.END_ARRAY) {
          value(json, records);
        }
      }
      case START_OBJECT -> object(json, records);
      default ->
          records.rejected(
              null,
              "it is no item but "
                  + String.valueOf(json.currentToken()).toLowerCase(Locale.ROOT).replace('_', ' '),
              line(json));
    }
  }

  /// An object whose members include a wrapper is walked through; any other is an item.
  private void object(JsonParser json, Records records) throws IOException {
    long line = line(json);
    ObjectNode item = mapper.createObjectNode();
    boolean wrapper = false;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (WRAPPERS.contains(name)
          && !item.has("type")
          && !item.has("title")
          && (value == JsonToken.START_ARRAY || value == JsonToken.START_OBJECT)) {
        wrapper = true;
        value(json, records);
      } else if (CslItem.FIELDS.contains(name)) {
        JsonNode read = mapper.readTree(json);
        item.set(name, read);
      } else {
        json.skipChildren();
      }
    }
    if (!wrapper) {
      new CslItem(item).read(line, records);
    }
  }

  private static long line(JsonParser json) {
    return Math.max(1, json.currentTokenLocation().getLineNr());
  }
}
