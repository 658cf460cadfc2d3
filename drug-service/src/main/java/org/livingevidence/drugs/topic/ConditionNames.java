package org.livingevidence.drugs.topic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What names of conditions mean, and which of them have to be looked at again. Every method works
/// in the caller's transaction.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ConditionNames {
  private final NameStore store;

  ConditionNames(NameStore store) {
    this.store = store;
  }

  /// Keeps topics as they are until the transaction ends. Who writes statements takes this before
  /// it locks a drug.
  public void hold() {
    store.lock(false);
  }

  /// The meaning of each key ([NameKey]) as the topics are now.
  public Map<String, Meaning> meanings(Collection<String> keys) {
    var meanings = new HashMap<String, Meaning>();
    if (!keys.isEmpty()) {
      var found = store.candidates(new HashSet<>(keys));
      keys.forEach(key -> meanings.put(key, Candidate.meaning(found.getOrDefault(key, List.of()))));
    }
    return meanings;
  }

  /// Takes the next name that is due and hands it to `work` with the drug to go on after.
  ///
  /// @param work answers the drug it got to, or null when the name is done with
  /// @return false when no name was due
  public boolean withNextDue(Function<DueName, @Nullable String> work) {
    hold();
    var due = store.nextDue();
    if (due == null) {
      return false;
    }
    store.progress(due.key(), work.apply(new DueName(due.key(), due.afterDrug())));
    return true;
  }

  /// A name whose meaning may have changed.
  ///
  /// @param key see [NameKey]
  /// @param afterDrug the last drug that is done, empty before the first
  public record DueName(String key, String afterDrug) {}
}
