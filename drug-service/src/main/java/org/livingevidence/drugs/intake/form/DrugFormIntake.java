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
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.ImportFile;
import org.livingevidence.imports.ImportHead;
import org.livingevidence.imports.ImportRejected;
import org.livingevidence.imports.Intake;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;
import org.livingevidence.imports.ParsedRecord;
import org.livingevidence.imports.RecordSink;

/// Files of the drug form (`docs/drug-form.md`). A drug in a file takes the place of what is held
/// of it; what a curator chose stays.
@ApplicationScoped
public class DrugFormIntake implements Intake<Drug> {
  private static final Pattern JSON_MARK = Pattern.compile("\"name\"\\s*:\\s*\"");
  private static final Pattern JSON_OWN =
      Pattern.compile("\"(indications|restrictions|drugClass|brands|routes|mechanism)\"\\s*:");
  private static final Pattern YAML_MARK = Pattern.compile("(?m)^(- |\\s{0,4})name\\s*:");
  private static final Pattern YAML_OWN =
      Pattern.compile(
          "(?m)^(- |\\s{0,4})(indications|restrictions|drugClass|brands|routes|mechanism)\\s*:");

  private final DrugBulk drugs;
  private final DrugFormReader reader;

  DrugFormIntake(DrugBulk drugs, DrugFormConfig config) {
    this.drugs = drugs;
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
        ? JSON_MARK.matcher(text).find() && JSON_OWN.matcher(text).find()
        : !text.stripLeading().startsWith("<")
            && YAML_MARK.matcher(text).find()
            && (YAML_OWN.matcher(text).find() || isYamlName(head.name()));
  }

  @Override
  public void parse(InputStream in, ImportFile file, RecordSink<Drug> sink)
      throws IOException, ImportRejected {
    reader.parse(in, sink);
  }

  @Override
  public List<Outcome> apply(List<ParsedRecord<Drug>> chunk, ImportContext context) {
    var effects = drugs.putAll(chunk.stream().map(ParsedRecord::value).toList());
    var outcomes = new ArrayList<Outcome>(chunk.size());
    for (int i = 0; i < chunk.size(); i++) {
      var kind =
          switch (effects.get(i)) {
            case CREATED -> OutcomeKind.CREATED;
            case UPDATED -> OutcomeKind.UPDATED;
            case UNCHANGED -> OutcomeKind.UNCHANGED;
          };
      outcomes.add(Outcome.of(kind, chunk.get(i).value().id()));
    }
    return outcomes;
  }

  private static boolean isYamlName(@Nullable String name) {
    String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
    return lower.matches(".*\\.ya?ml(\\.gz)?");
  }
}
