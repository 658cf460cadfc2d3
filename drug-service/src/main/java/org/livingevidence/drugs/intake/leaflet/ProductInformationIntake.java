package org.livingevidence.drugs.intake.leaflet;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.BoundedJson;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.label.LabelWriter;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Files of the form of EU product information: an object with the list `productInformation`.
@ApplicationScoped
public class ProductInformationIntake implements Intake<SourcedLabel> {
  private static final String LIST = "productInformation";
  private static final Pattern MARK = Pattern.compile("\"" + LIST + "\"\\s*:");
  private static final int CHUNK = 20;

  private final LabelWriter writer;
  private final LabelFileConfig limits;

  ProductInformationIntake(LabelWriter writer, LabelFileConfig limits) {
    this.writer = writer;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "product-information";
  }

  @Override
  public int chunkRecords() {
    return CHUNK;
  }

  @Override
  public boolean recognises(ImportHead head) {
    String text = head.text().replace("\uFEFF", "").stripLeading();
    return text.startsWith("{") && MARK.matcher(text).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    long[] position = new long[1];
    BoundedJson.through(
        in,
        limits,
        json -> {
          while (json.next() != null) {
            if (json.token() != JsonToken.START_OBJECT) {
              throw new ImportRejected("The file is not an object with \"" + LIST + "\".");
            }
            while (json.next() != JsonToken.END_OBJECT) {
              boolean list = json.field().equals(LIST);
              if (json.next() == JsonToken.START_ARRAY && list) {
                while (json.next() != JsonToken.END_ARRAY) {
                  int line = json.line();
                  take(json.value(), line, ++position[0], sink);
                }
              } else {
                JsonNode unused = json.value();
              }
            }
          }
        });
    if (position[0] == 0) {
      throw new ImportRejected("The file holds no product information.");
    }
  }

  private void take(
      @Nullable JsonNode form, int line, long position, RecordSink<SourcedLabel> sink) {
    String what = "The document that begins on line " + line;
    if (form == null) {
      sink.rejected(
          position,
          null,
          what
              + " is larger than "
              + limits.labelLength()
              + " characters (living-evidence.label-files.label-length).");
      return;
    }
    try {
      var label = ProductInformation.read(form, limits);
      String id = label.setId() + " version " + label.version();
      sink.accept(new ParsedRecord<>(position, id, new SourcedLabel(label, null)));
    } catch (FaultyLabel e) {
      sink.rejected(position, null, what + " cannot be taken: " + e.getMessage() + ".");
    }
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) {
    return writer.takeBack(aggregateIds, undone.importId());
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<SourcedLabel>> chunk, ImportContext context) {
    return writer.putAll(chunk.stream().map(ParsedRecord::value).toList(), context);
  }
}
