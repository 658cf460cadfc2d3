package org.livingevidence.drugs.intake.openfda;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.drugs.intake.file.ArchiveNames;
import org.livingevidence.drugs.intake.file.BoundedJson;
import org.livingevidence.drugs.intake.file.FaultyLabel;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.ZipWalk;
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

/// Files of openFDA's drug labels: an answer of the API with `results`, a label by itself, a list,
/// labels line by line, or a bulk file in its zip.
@ApplicationScoped
public class OpenFdaIntake implements Intake<SourcedLabel> {
  private static final Pattern MARK =
      Pattern.compile(
          "\"(?:set_id|spl_product_data_elements|openfda|indications_and_usage"
              + "|package_label_principal_display_panel)\"\\s*:|api\\.fda\\.gov|open\\.fda\\.gov");
  private static final int CHUNK = 10;

  private final LabelWriter writer;
  private final LabelFileConfig limits;

  OpenFdaIntake(LabelWriter writer, LabelFileConfig limits) {
    this.writer = writer;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return "openfda-label";
  }

  @Override
  public int chunkRecords() {
    return CHUNK;
  }

  @Override
  public boolean recognises(ImportHead head) {
    if (ZipWalk.begins(head.bytes())) {
      return ArchiveNames.of(head.bytes(), ".json");
    }
    String text = head.text().replace("\uFEFF", "").stripLeading();
    return (text.startsWith("{") || text.startsWith("[")) && MARK.matcher(text).find();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<SourcedLabel> sink)
      throws IOException, ImportRejected {
    var body = new BufferedInputStream(in, 64 * 1024);
    body.mark(8);
    byte[] head = body.readNBytes(4);
    body.reset();
    var run = new Run(sink);
    if (ZipWalk.begins(head)) {
      ZipWalk.through(
          body,
          limits,
          (name, entry) -> {
            if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
              run.file(entry);
            }
          });
    } else {
      run.file(body);
    }
    if (run.position == 0) {
      throw new ImportRejected("The file holds no label.");
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

  private final class Run {
    private final RecordSink<SourcedLabel> sink;
    private long position;
    private @Nullable String release;

    Run(RecordSink<SourcedLabel> sink) {
      this.sink = sink;
    }

    void file(InputStream in) throws IOException, ImportRejected {
      release = null;
      BoundedJson.through(
          in,
          limits,
          json -> {
            while (json.next() != null) {
              top(json);
            }
          });
    }

    private void top(BoundedJson json) throws IOException {
      if (json.token() == JsonToken.START_ARRAY) {
        list(json);
      } else if (json.token() == JsonToken.START_OBJECT) {
        answerOrLabel(json);
      } else {
        take(json.value(), json.line());
      }
    }

    private void list(BoundedJson json) throws IOException {
      while (json.next() != JsonToken.END_ARRAY) {
        int line = json.line();
        take(json.value(), line);
      }
    }

    /// An answer has its labels in `results`, and when openFDA was last updated before them.
    private void answerOrLabel(BoundedJson json) throws IOException {
      int line = json.line();
      var label = JsonNodeFactory.instance.objectNode();
      boolean answer = false;
      boolean whole = true;
      json.begin();
      while (json.next() != JsonToken.END_OBJECT) {
        String field = json.field();
        JsonToken value = json.next();
        if (field.equals("results") && value == JsonToken.START_ARRAY) {
          answer = true;
          list(json);
          json.begin();
          continue;
        }
        JsonNode read = json.within();
        if (read == null) {
          whole = false;
        } else if (field.equals("meta")) {
          answer = true;
          String updated = read.path("last_updated").asText("");
          release = updated.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") ? updated : null;
        } else {
          label.set(field, read);
        }
      }
      if (!answer || label.has("set_id")) {
        take(whole ? label : null, line);
      }
    }

    private void take(@Nullable JsonNode label, int line) {
      position++;
      if (label == null) {
        sink.rejected(
            position,
            null,
            "The label that begins on line "
                + line
                + " is larger than "
                + limits.labelLength()
                + " characters (living-evidence.label-files.label-length).");
        return;
      }
      try {
        var read = OpenFdaLabel.read(label, limits);
        sink.accept(
            new ParsedRecord<>(
                position,
                read.setId() + " version " + read.version(),
                new SourcedLabel(read, release)));
      } catch (FaultyLabel e) {
        String id = PlainText.printable(label.path("set_id").asText(""));
        sink.rejected(
            position,
            id.isEmpty() ? null : id.substring(0, Math.min(200, id.length())),
            "The label that begins on line " + line + " cannot be taken: " + e.getMessage() + ".");
      }
    }
  }
}
