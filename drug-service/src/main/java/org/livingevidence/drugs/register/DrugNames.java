package org.livingevidence.drugs.register;

import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.topic.NameKey;

/// What a drug is found by in a register: names of the substance. A brand may have passed to
/// another substance and is none.
final class DrugNames {
  private DrugNames() {}

  static Set<String> keys(Drug drug) {
    var keys = new TreeSet<String>();
    keys.add(NameKey.of(drug.name()));
    drug.synonyms().forEach(synonym -> keys.add(NameKey.of(synonym)));
    keys.remove("");
    return keys;
  }
}
