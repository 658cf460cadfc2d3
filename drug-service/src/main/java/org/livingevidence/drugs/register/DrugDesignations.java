package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.topic.ConditionDictionary;
import org.livingevidence.terminology.Mention;

/// The orphan designations of a drug, with the conditions that their words name.
@ApplicationScoped
class DrugDesignations {
  private final RegisterStore store;
  private final ConditionDictionary conditions;

  DrugDesignations(RegisterStore store, ConditionDictionary conditions) {
    this.store = store;
    this.conditions = conditions;
  }

  List<ObjectNode> of(Drug drug) {
    var held = store.named(Register.ORPHAN_LIST, DrugNames.keys(drug));
    if (held.isEmpty()) {
      return List.of();
    }
    var dictionary = conditions.current();
    String newest = store.newestRelease(Register.ORPHAN_LIST);
    return held.stream()
        .map(
            each -> {
              ObjectNode designation = each.data().deepCopy();
              var found = designation.putArray("conditions");
              for (Mention mention : dictionary.find(designation.path("designation").asText())) {
                var condition = found.addObject().put("words", mention.text());
                if (mention.concepts().size() == 1) {
                  condition.put("id", mention.concepts().getFirst());
                } else {
                  mention.concepts().forEach(condition.withArray("candidates")::add);
                }
              }
              designation.set("source", RegisterSource.of(Register.ORPHAN_LIST, each, newest));
              return designation;
            })
        .sorted(
            Comparator.<ObjectNode, String>comparing(each -> each.path("designated").asText())
                .thenComparing(each -> each.path("designation").asText()))
        .toList();
  }
}
