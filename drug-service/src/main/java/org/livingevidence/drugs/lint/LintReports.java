package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.livingevidence.drugs.drug.HeldDrugs;
import org.livingevidence.drugs.monograph.Claim;
import org.livingevidence.drugs.monograph.Monograph;
import org.livingevidence.drugs.monograph.SaveCheck;
import org.livingevidence.drugs.topic.ConditionDictionary;
import org.livingevidence.drugs.topic.ConditionKin;
import org.livingevidence.terminology.Dictionary;

/// Makes reports of articles against the drugs and topics as they are now. Nothing of a report is
/// kept: it says something else as soon as a drug does.
@ApplicationScoped
class LintReports implements SaveCheck {
  private static final ObjectMapper JSON = new JsonMapper();

  private final HeldDrugs drugs;
  private final ConditionDictionary conditions;
  private final ConditionKin kin;
  private final Documents documents;

  LintReports(
      HeldDrugs drugs, ConditionDictionary conditions, ConditionKin kin, Documents documents) {
    this.drugs = drugs;
    this.documents = documents;
    this.conditions = conditions;
    this.kin = kin;
  }

  /// A report of each, in order.
  ///
  /// @param draft whether these are drafts
  List<LintReport> of(Collection<Monograph> monographs, boolean draft) {
    var dictionary = conditions.current();
    var names = names();
    var today = LocalDate.now(ZoneOffset.UTC);
    var reports = new ArrayList<LintReport>();
    for (var monograph : monographs) {
      reports.add(
          Lint.report(
              monograph, draft, held(monograph, dictionary, names, today), dictionary, names));
    }
    return reports;
  }

  @Override
  public JsonNode findings(Monograph monograph) {
    var report = of(List.of(monograph), false).getFirst();
    ObjectNode said = JSON.createObjectNode();
    said.set("counts", JSON.valueToTree(report.counts()));
    said.set("findings", JSON.valueToTree(report.findings()));
    said.set("quotes", JSON.valueToTree(report.quotes()));
    return said;
  }

  private Dictionary names() {
    var builder = Dictionary.builder();
    drugs.names().forEach(drug -> drug.names().forEach(name -> builder.add(name, drug.id())));
    return builder.build();
  }

  private Held held(Monograph monograph, Dictionary dictionary, Dictionary names, LocalDate today) {
    var texts = Text.of(monograph);
    var words = texts.stream().map(Text::words).toList();
    Set<String> spoken = new HashSet<>(monograph.drugs());
    names.findAll(words).forEach(all -> all.forEach(each -> spoken.addAll(each.concepts())));
    Set<String> topics = new HashSet<>();
    dictionary.findAll(words).forEach(all -> all.forEach(each -> topics.addAll(each.concepts())));
    for (var text : texts) {
      for (Claim claim : text.claims()) {
        spoken.add(claim.drug());
        String id = claim.condition().id();
        topics.addAll(id == null ? dictionary.concepts(claim.condition().name()) : List.of(id));
      }
    }
    var held = drugs.drugs(spoken);
    held.values()
        .forEach(
            drug ->
                drug.indications()
                    .forEach(
                        indication -> {
                          String id = indication.condition().id();
                          if (id != null) {
                            topics.add(id);
                          }
                        }));
    return new Held(held, kin.of(topics), documents, today);
  }
}
