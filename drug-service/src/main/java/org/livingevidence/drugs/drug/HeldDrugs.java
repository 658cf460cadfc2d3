package org.livingevidence.drugs.drug;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What is held of drugs, for those who compare something with it.
@ApplicationScoped
public class HeldDrugs {
  private final DrugStore store;

  HeldDrugs(DrugStore store) {
    this.store = store;
  }

  /// What a drug is called: its INN, brands and synonyms.
  public record Named(String id, List<String> names) {
    public Named {
      names = List.copyOf(names);
    }
  }

  /// The drugs that exist, by id.
  public Map<String, Drug> drugs(Collection<String> ids) {
    return ids.isEmpty() ? Map.of() : store.readAll(ids);
  }

  /// The names of all drugs.
  public List<Named> names() {
    return store.named();
  }
}
