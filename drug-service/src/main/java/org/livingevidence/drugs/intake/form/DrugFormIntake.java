package org.livingevidence.drugs.intake.form;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.drugs.monograph.MonographWriter;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Files of the drug form (`docs/drug-form.md`), with drugs and monographs. What is in a file takes
/// the place of what is held of it; what a curator chose stays.
@ApplicationScoped
public class DrugFormIntake implements Intake<FormRecord> {
  private static final String OWN =
      "indications|restrictions|drugClass|brands|routes|mechanism|quickSummary|keyPoints|sections";
  private static final Pattern JSON_MARK = Pattern.compile("\"(name|title)\"\\s*:\\s*\"");
  private static final Pattern JSON_OWN = Pattern.compile("\"(" + OWN + ")\"\\s*:");

  /// A form of EU product information has titles and sections too.
  private static final Pattern OTHER = Pattern.compile("\"productInformation\"\\s*:");

  private static final Pattern YAML_MARK = Pattern.compile("(?m)^(- |\\s{0,4})(name|title)\\s*:");
  private static final Pattern YAML_OWN = Pattern.compile("(?m)^(- |\\s{0,4})(" + OWN + ")\\s*:");

  private final DrugBulk drugs;
  private final MonographWriter monographs;
  private final DrugFormReader reader;

  DrugFormIntake(DrugBulk drugs, MonographWriter monographs, DrugFormConfig config) {
    this.drugs = drugs;
    this.monographs = monographs;
    reader = new DrugFormReader(config);
  }

  @Override
  public String kind() {
    return "drug-form";
  }

  @Override
  public boolean recognises(ImportHead head) {
    String text = head.text();
    return DrugFormReader.isJson(text)
        ? JSON_MARK.matcher(text).find()
            && JSON_OWN.matcher(text).find()
            && !OTHER.matcher(text).find()
        : !text.stripLeading().startsWith("<")
            && YAML_MARK.matcher(text).find()
            && (YAML_OWN.matcher(text).find() || isYamlName(head.name()));
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<FormRecord> sink)
      throws IOException, ImportRejected {
    reader.parse(in, sink);
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<FormRecord>> chunk, ImportContext context) {
    var drugForms = new ArrayList<Drug>();
    var monographForms = new ArrayList<Monograph>();
    for (var record : chunk) {
      switch (record.value()) {
        case FormRecord.OfDrug(Drug drug) -> drugForms.add(drug);
        case FormRecord.OfMonograph(Monograph monograph) -> monographForms.add(monograph);
      }
    }
    monographs.lock(monographForms, drugForms.stream().map(Drug::id).toList());
    var drugEffects = drugs.putAll(drugForms).iterator();
    var monographEffects =
        monographs.putAll(monographForms, context.who(), "import " + context.importId()).iterator();
    var outcomes = new ArrayList<Outcome>(chunk.size());
    for (var record : chunk) {
      var kind =
          switch (record.value()) {
            case FormRecord.OfDrug drug -> outcome(drugEffects.next());
            case FormRecord.OfMonograph monograph -> outcome(monographEffects.next());
          };
      outcomes.add(Outcome.of(kind, record.value().id()));
    }
    return outcomes;
  }

  private static OutcomeKind outcome(DrugBulk.Effect effect) {
    return switch (effect) {
      case CREATED -> OutcomeKind.CREATED;
      case UPDATED -> OutcomeKind.UPDATED;
      case UNCHANGED -> OutcomeKind.UNCHANGED;
    };
  }

  private static OutcomeKind outcome(MonographWriter.Effect effect) {
    return switch (effect) {
      case CREATED -> OutcomeKind.CREATED;
      case UPDATED -> OutcomeKind.UPDATED;
      case UNCHANGED -> OutcomeKind.UNCHANGED;
    };
  }

  private static boolean isYamlName(@Nullable String name) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.matches(".*\\.ya?ml(\\.gz)?");
  }
}
