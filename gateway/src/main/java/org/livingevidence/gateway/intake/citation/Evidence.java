package org.livingevidence.gateway.intake.citation;

import java.util.HashMap;
import java.util.Map;
import org.livingevidence.gateway.intake.drug.DrugNames;

/// A citation that concerns a condition and names a drug as an intervention, as in
/// `condition_drug_citation`.
///
/// @param how where it names the drug: title, abstract or heading
record Evidence(
    String citationId,
    String conditionId,
    String drugId,
    String how,
    int year,
    String design,
    String species,
    boolean retracted,
    long score) {

  /// A condition with a drug.
  record Pair(String conditionId, String drugId) {}

  /// Every condition that the citation is under, with every drug that it names.
  static Map<Pair, Evidence> of(
      CitationFacts citation, Map<String, Link> links, DrugNames drugNames) {
    Map<Pair, Evidence> evidence = new HashMap<>();
    if (links.isEmpty()) {
      return evidence;
    }
    Map<String, DrugNames.How> drugs = drugNames.in(citation.texts(), citation.therapeutic());
    drugs.forEach(
        (drug, how) ->
            links
                .values()
                .forEach(
                    link ->
                        evidence.put(
                            new Pair(link.conditionId(), drug),
                            new Evidence(
                                citation.id(),
                                link.conditionId(),
                                drug,
                                how.label(),
                                link.year(),
                                link.design(),
                                link.species(),
                                link.retracted(),
                                link.score()))));
    return evidence;
  }

  /// Whether it may be shown as a reported use: of people or of what is not stated, never of what
  /// was retracted.
  boolean reported() {
    return !retracted && (species.equals("human") || species.equals("unstated"));
  }

  Pair pair() {
    return new Pair(conditionId, drugId);
  }
}
