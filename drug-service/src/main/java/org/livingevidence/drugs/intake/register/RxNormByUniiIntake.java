package org.livingevidence.drugs.intake.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.livingevidence.drugs.register.Register;
import org.livingevidence.drugs.register.RegisterConfig;
import org.livingevidence.drugs.register.RegisterRecord;
import org.livingevidence.drugs.register.Registers;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// A table of which RxNorm concepts have which UNII: columns `rxnorm_id` and `fdasrs_id`, parted by
/// a tab. A record is a UNII with all its concepts. The table bears no date, so the one that was
/// imported last speaks.
@ApplicationScoped
public class RxNormByUniiIntake implements Intake<RegisterRecord> {
  private static final ObjectMapper JSON = new JsonMapper();
  private static final Register REGISTER = Register.RXNORM_BY_UNII;
  private static final String CONCEPT = "rxnorm_id";
  private static final String SUBSTANCE = "fdasrs_id";
  private static final Pattern HEAD =
      Pattern.compile("\\uFEFF?" + CONCEPT + "\\t" + SUBSTANCE + "[\\t\\r\\n]");
  private static final Pattern RXCUI = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern UNII = Pattern.compile("[0-9A-Z]{10}");

  private final Registers registers;
  private final RegisterConfig limits;

  RxNormByUniiIntake(Registers registers, RegisterConfig limits) {
    this.registers = registers;
    this.limits = limits;
  }

  @Override
  public String kind() {
    return REGISTER.word();
  }

  @Override
  public boolean recognises(ImportHead head) {
    return HEAD.matcher(head.text()).lookingAt();
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<RegisterRecord> sink)
      throws IOException, ImportRejected {
    Map<String, Set<String>> concepts = new TreeMap<>();
    Map<String, Set<String>> substances = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    Table.read(
        "The table",
        new BufferedInputStream(in, 64 * 1024),
        limits,
        List.of(CONCEPT, SUBSTANCE),
        row -> {
          String concept = row.text(CONCEPT);
          String unii = row.text(SUBSTANCE);
          if (RXCUI.matcher(concept).matches() && UNII.matcher(unii).matches()) {
            concepts.computeIfAbsent(unii, none -> new TreeSet<>()).add(concept);
            substances.computeIfAbsent(concept, none -> new TreeSet<>()).add(unii);
          } else {
            faults.add("A row is not of a number and a UNII of ten characters.");
          }
        },
        faults::add);
    if (concepts.isEmpty()) {
      throw new ImportRejected("The table has no row.");
    }
    long position = 0;
    for (var each : concepts.entrySet()) {
      var record = record(each.getKey(), each.getValue(), substances);
      sink.accept(new ParsedRecord<>(++position, record.id(), record));
    }
    for (String fault : faults) {
      sink.rejected(++position, null, fault);
    }
  }

  private static RegisterRecord record(
      String unii, Set<String> concepts, Map<String, Set<String>> substances) {
    ObjectNode data = JSON.createObjectNode().put("unii", unii);
    concepts.forEach(data.putArray("rxcuis")::add);
    var others = new TreeSet<String>();
    concepts.forEach(concept -> others.addAll(substances.getOrDefault(concept, Set.of())));
    others.remove(unii);
    if (!others.isEmpty()) {
      others.forEach(data.putArray("sharedWith")::add);
    }
    return RegisterRecord.of(
        REGISTER.word() + ":" + unii, REGISTER, Register.UNDATED, Set.of(), data);
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
