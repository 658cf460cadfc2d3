package org.livingevidence.drugs.intake.register;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.intake.file.BoundedJson;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.label.SubstanceNames;
import org.livingevidence.drugs.register.OrphanDesignation;
import org.livingevidence.drugs.register.OrphanDesignation.Approval;
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
  private static final int SHORTEST_NAME = 6;
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

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<RegisterRecord> sink)
      throws IOException, ImportRejected {
    var rows = new Rows();
    BoundedJson.through(
        in,
        files,
        json -> {
          while (json.next() != null) {
            if (json.token() == JsonToken.START_OBJECT) {
              int line = json.line();
              take(json.value(), line, rows);
            } else if (json.token() != JsonToken.START_ARRAY
                && json.token() != JsonToken.END_ARRAY) {
              throw new ImportRejected("The file is not a list of objects with " + FIELD + ".");
            }
          }
        });
    if (rows.designations.isEmpty()) {
      throw new ImportRejected("The file holds no designation.");
    }
    long position = 0;
    for (var designation : rows.designations.entrySet()) {
      var record = record(designation.getKey(), designation.getValue(), rows.newest);
      sink.accept(new ParsedRecord<>(++position, record.id(), record));
    }
    for (String fault : rows.faults) {
      sink.rejected(++position, null, fault);
    }
  }

  /// What the rows say. Several may be of one designation: of each substance that the drug is known
  /// as, and of each approval.
  private static final class Rows {
    final Map<String, OrphanDesignation> designations = new LinkedHashMap<>();
    final List<String> faults = new ArrayList<>();
    String newest = "";
    int count;

    void day(@Nullable String day) {
      newest = day != null && day.compareTo(newest) > 0 ? day : newest;
    }
  }

  private void take(@Nullable JsonNode object, int line, Rows rows) throws ImportRejected {
    String where = "The object that begins on line " + line;
    if (object == null) {
      rows.faults.add(where + " is too large (living-evidence.label-files.label-length).");
      return;
    }
    JsonNode named = object.path(FIELD);
    for (JsonNode each : named.isArray() ? named : JSON.createArrayNode().add(named)) {
      if (++rows.count > limits.rows()) {
        throw new ImportRejected(
            "The list has more than "
                + limits.rows()
                + " designations (living-evidence.registers.rows).");
      }
      var designation = designation(each);
      if (designation == null) {
        rows.faults.add(
            where
                + " has a designation without generic_name, designated_date or the words of"
                + " orphan_designation.");
      } else {
        rows.day(designation.designated());
        designation.approvals().forEach(approval -> rows.day(approval.approved()));
        rows.designations.merge(id(designation), designation, OrphanListIntake::together);
      }
    }
  }

  private static OrphanDesignation together(OrphanDesignation one, OrphanDesignation other) {
    var approvals = new ArrayList<>(one.approvals());
    other.approvals().stream().filter(each -> !approvals.contains(each)).forEach(approvals::add);
    approvals.sort(
        Comparator.comparing((Approval each) -> String.valueOf(each.approved()))
            .thenComparing(each -> String.valueOf(each)));
    String status = one.status().compareTo(other.status()) >= 0 ? one.status() : other.status();
    return new OrphanDesignation(
        one.drug(), one.designation(), one.designated(), status, one.sponsor(), approvals);
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
    var approval =
        new Approval(
            day(said, "marketing_approval_date"),
            text(said, "trade_name"),
            text(said, "approved_labeled_indication"),
            day(said, "exclusivity_end_date"),
            text(said, "exclusivity_protected_indication"));
    boolean approved = approval.approved() != null || approval.indication() != null;
    return new OrphanDesignation(
        drug,
        words,
        designated,
        status == null ? "Designated" : status,
        sponsor == null ? null : sponsor.split("\\|", 2)[0],
        approved ? List.of(approval) : List.of());
  }

  private static String id(OrphanDesignation designation) {
    String told =
        ContentHash.of(
            JSON.createArrayNode()
                .add(NameKey.of(designation.drug()))
                .add(NameKey.of(designation.designation()))
                .add(designation.designated())
                .add(NameKey.of(String.valueOf(designation.sponsor()))));
    return REGISTER.word() + ":" + told.replace("sha256:", "").substring(0, 20);
  }

  private static RegisterRecord record(String id, OrphanDesignation designation, String release) {
    JsonNode data = JSON.valueToTree(designation);
    var keys = new TreeSet<>(SubstanceNames.keys(designation.drug()));
    // The list writes what a substance is before its name: "interleukin-1 receptor antagonist
    // anakinra".
    String key = NameKey.of(designation.drug());
    String last = key.substring(key.lastIndexOf(' ') + 1);
    if (last.length() >= SHORTEST_NAME) {
      keys.add(last);
    }
    return RegisterRecord.of(id, REGISTER, release, keys, data);
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
  public boolean undoesConfirmations() {
    return true;
  }

  @Override
  public List<Outcome> undo(List<String> aggregateIds, ImportContext undone) {
    return registers.takeBack(aggregateIds, undone.importId());
  }
}
