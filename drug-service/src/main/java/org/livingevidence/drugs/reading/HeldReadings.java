package org.livingevidence.drugs.reading;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.LabelReadings;

/// What drugs take over from their labels, from what is held of both.
@ApplicationScoped
class HeldReadings implements LabelReadings {
  private final ReadingStore store;
  private final ReadingQueue queue;
  private final ReadingConfig config;
  private final SecurityIdentity identity;

  HeldReadings(
      ReadingStore store, ReadingQueue queue, ReadingConfig config, SecurityIdentity identity) {
    this.store = store;
    this.queue = queue;
    this.config = config;
    this.identity = identity;
  }

  @Override
  public Map<String, Read> of(Collection<Drug> drugs) {
    Map<String, Read> read = new HashMap<>();
    proposals(drugs).forEach((id, all) -> read.put(id, Proposals.stated(all)));
    return read;
  }

  @Override
  public void entered(Collection<String> drugIds) {
    queue.follow(drugIds);
  }

  @Override
  public void corrected(String drugId, String statementId, String sentence) {
    store.decide(drugId, statementId, decision(Decision.Kind.CORRECTED, sentence, null));
  }

  /// A decision of who asks, made now.
  Decision decision(Decision.Kind kind, String sentence, @Nullable String why) {
    return new Decision(
        kind,
        sentence,
        identity.getPrincipal().getName(),
        Instant.now().truncatedTo(ChronoUnit.MICROS),
        why);
  }

  /// All that was read of drugs, by drug; one without labels is absent.
  Map<String, List<Proposal>> proposals(Collection<Drug> drugs) {
    var labels = store.labels(drugs);
    if (labels.isEmpty()) {
      return Map.of();
    }
    var decisions = store.decisions(labels.keySet());
    Map<String, List<Proposal>> proposals = new HashMap<>();
    for (var drug : drugs) {
      var held = labels.get(drug.id());
      if (held != null) {
        proposals.put(
            drug.id(),
            Proposals.of(
                drug, held, config.leastConfidence(), decisions.getOrDefault(drug.id(), Map.of())));
      }
    }
    return proposals;
  }
}
