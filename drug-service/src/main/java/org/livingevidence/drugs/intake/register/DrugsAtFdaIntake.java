package org.livingevidence.drugs.intake.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.drugs.intake.file.ArchiveNames;
import org.livingevidence.drugs.intake.file.LabelFileConfig;
import org.livingevidence.drugs.intake.file.ZipWalk;
import org.livingevidence.drugs.label.SubstanceNames;
import org.livingevidence.drugs.register.Application;
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

/// The data files of Drugs@FDA as the agency packs them: a zip of tables. A record is an
/// application.
@ApplicationScoped
public class DrugsAtFdaIntake implements Intake<RegisterRecord> {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Register REGISTER = Register.DRUGS_AT_FDA;

  private final Registers registers;
  private final LabelFileConfig archives;
  private final RegisterConfig limits;

  DrugsAtFdaIntake(Registers registers, LabelFileConfig archives, RegisterConfig limits) {
    this.registers = registers;
    this.archives = archives;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return REGISTER.word();
  }

  @Override
  public boolean recognises(ImportHead head) {
    return ArchiveNames.ofDrugsAtFda(head.bytes());
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<RegisterRecord> sink)
      throws IOException, ImportRejected {
    var tables = new DrugsAtFda(limits);
    ZipWalk.through(in, archives, tables::table);
    var applications = tables.applications();
    long position = 0;
    for (var application : applications) {
      var record = record(application, tables.newest());
      sink.accept(new ParsedRecord<>(++position, record.id(), record));
    }
    for (String fault : tables.faults()) {
      sink.rejected(++position, null, fault);
    }
  }

  static RegisterRecord record(Application application, String release) {
    Set<String> keys = new TreeSet<>();
    for (var product : application.products()) {
      product.ingredients().forEach(each -> keys.addAll(SubstanceNames.keys(each)));
      keys.add(
          NameKey.of(
              SubstanceNames.together(SubstanceNames.moieties(List.of(), product.ingredients()))));
    }
    JsonNode data = JSON.valueToTree(application);
    return RegisterRecord.of(
        REGISTER.word() + ":" + application.number(), REGISTER, release, keys, data);
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
