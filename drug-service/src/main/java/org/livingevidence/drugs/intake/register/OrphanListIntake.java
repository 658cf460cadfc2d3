package org.livingevidence.drugs.intake.register;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.BoundedJson;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.label.SubstanceNames;
import org.livingevidence.drugs.register.OrphanDesignation;
import org.livingevidence.drugs.register.Register;
import org.livingevidence.drugs.register.RegisterConfig;
import org.livingevidence.drugs.register.RegisterRecord;
import org.livingevidence.drugs.register.Registers;
import org.livingevidence.drugs.topic.NameKey;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;
import org.livingevidence.outbox.ContentHash;

/// The agency's list of orphan designations as JSON: a list of objects with `fda_orphan_drug`. The
/// list has no ids: a designation is told by drug, words, day and sponsor.
@ApplicationScoped
public class OrphanListIntake implements Intake<RegisterRecord> {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Register REGISTER = Register.ORPHAN_LIST;
  private static final String FIELD = "fda_orphan_drug";
  private static final Pattern MARK = Pattern.compile("\"" + FIELD + "\"\\s*:");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final Registers registers;
  private final LabelFileConfig files;
  private final RegisterConfig limits;

  OrphanListIntake(Registers registers, LabelFileConfig files, RegisterConfig limits) {
    this.registers = registers;
    this.files = files;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return REGISTER.word();
  }

  @Override
  public boolean recognises(ImportHead head) {
    String text = head.text().replace("\uFEFF", "").stripLeading();
    return (text.startsWith("[") || text.startsWith("{")) && MARK.matcher(text).find();
  }

  /// What was read, with what was wrong in its place.
  private record Read(@Nullable OrphanDesignation designation, @Nullable String fault) {}

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<RegisterRecord> sink)
      throws IOException, ImportRejected {
    var all = new ArrayList<Read>();
    BoundedJson.through(
        in,
        files,
        json -> {
          while (json.next() != null) {
            if (json.token() == JsonToken.START_OBJECT) {
              int line = json.line();
              take(json.value(), line, all);
            } else if (json.token() != JsonToken.START_ARRAY
                && json.token() != JsonToken.END_ARRAY) {
              throw new ImportRejected("The file is not a list of objects with " + FIELD + ".");
            }
          }
        });
    String release =
        all.stream()
            .flatMap(
                read ->
                    read.designation() == null
                        ? java.util.stream.Stream.<String>empty()
                        : days(read.designation()).stream())
            .max(String::compareTo)
            .orElseThrow(() -> new ImportRejected("The file holds no designation."));
    long position = 0;
    for (var read : all) {
      position++;
      if (read.designation() == null) {
        sink.rejected(position, null, String.valueOf(read.fault()));
      } else {
        var record = record(read.designation(), release);
        sink.accept(new ParsedRecord<>(position, record.id(), record));
      }
    }
  }

  private void take(@Nullable JsonNode object, int line, List<Read> all) throws ImportRejected {
    String where = "The object that begins on line " + line;
    if (object == null) {
      all.add(new Read(null, where + " is too large (living-evidence.label-files.label-length)."));
      return;
    }
    JsonNode named = object.path(FIELD);
    for (JsonNode each : named.isArray() ? named : JSON.createArrayNode().add(named)) {
      if (all.size() >= limits.rows()) {
        throw new ImportRejected(
            "The list has more than "
                + limits.rows()
                + " designations (living-evidence.registers.rows).");
      }
      var designation = designation(each);
      all.add(
          designation == null
              ? new Read(
                  null,
                  where
                      + " has a designation without generic_name, designated_date or the words of"
                      + " orphan_designation.")
              : new Read(designation, null));
    }
  }

  private static @Nullable OrphanDesignation designation(JsonNode said) {
    String drug = text(said, "generic_name");
    String designated = day(said, "designated_date");
    String words = text(said.path("orphan_designation"), "original_text");
    String status = text(said, "designation_status");
    if (drug == null || NameKey.of(drug).isEmpty() || designated == null || words == null) {
      return null;
    }
    String sponsor = text(said, "sponsor");
    return new OrphanDesignation(
        drug,
        text(said, "trade_name"),
        words,
        designated,
        status == null ? "Designated" : status,
        text(said, "approved_labeled_indication"),
        day(said, "marketing_approval_date"),
        day(said, "exclusivity_end_date"),
        text(said, "exclusivity_protected_indication"),
        sponsor == null ? null : sponsor.split("\\|", 2)[0]);
  }

  private static RegisterRecord record(OrphanDesignation designation, String release) {
    String told =
        ContentHash.of(
            JSON.createArrayNode()
                .add(NameKey.of(designation.drug()))
                .add(NameKey.of(designation.designation()))
                .add(designation.designated())
                .add(NameKey.of(String.valueOf(designation.sponsor()))));
    JsonNode data = JSON.valueToTree(designation);
    return new RegisterRecord(
        REGISTER.word() + ":" + told.replace("sha256:", "").substring(0, 20),
        REGISTER,
        release,
        SubstanceNames.keys(designation.drug()),
        data);
  }

  private static List<String> days(OrphanDesignation designation) {
    return designation.approved() == null
        ? List.of(designation.designated())
        : List.of(designation.designated(), designation.approved());
  }

  private static @Nullable String day(JsonNode said, String field) {
    String text = text(said, field);
    return text == null || !DAY.matcher(text).matches() ? null : text;
  }

  private static @Nullable String text(JsonNode said, String field) {
    String text = said.path(field).asText("").replace("\u0000", "").strip();
    return text.isEmpty() ? null : text;
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<RegisterRecord>> chunk, ImportContext context) {
    return registers.putAll(chunk.stream().map(ParsedRecord::value).toList(), context);
  }

  @Override
  public boolean undoable() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) {
    return registers.takeBack(aggregateIds, undone.importId());
  }
}
