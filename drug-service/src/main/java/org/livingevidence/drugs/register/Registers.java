package org.livingevidence.drugs.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.imports.OutcomeKind;

/// Takes entries of registers into what is held, in the caller's transaction. What is current is
/// what the newest release showed, in whatever order releases are imported.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Registers {
  private final RegisterStore store;

  Registers(RegisterStore store) {
    this.store = store;
  }

  /// Keeps what a file shows; the outcome of each entry in order.
  public List<Outcome> putAll(List<RegisterRecord> entries, ImportContext context) {
    var before = store.current(entries.stream().map(RegisterRecord::id).toList());
    store.keep(entries, context.importId());
    var outcomes = new ArrayList<Outcome>();
    var seen = new HashSet<String>();
    for (var entry : entries) {
      var held = before.get(entry.id());
      if (!seen.add(entry.id() + entry.hash())) {
        outcomes.add(Outcome.of(OutcomeKind.UNCHANGED, entry.id()));
      } else if (held == null) {
        outcomes.add(Outcome.of(OutcomeKind.CREATED, entry.id()));
      } else if (held.hash().equals(entry.hash())) {
        outcomes.add(Outcome.of(OutcomeKind.UNCHANGED, entry.id()));
      } else if (held.release().compareTo(entry.release()) > 0) {
        outcomes.add(
            new Outcome(
                OutcomeKind.UPDATED,
                entry.id(),
                "takes its place in the history; the release of "
                    + held.release()
                    + " stays the current one"));
      } else {
        outcomes.add(Outcome.of(OutcomeKind.UPDATED, entry.id()));
      }
    }
    return outcomes;
  }

  /// Takes back what an import showed; the outcome for each entry in order.
  public List<Outcome> takeBack(List<String> ids, String importId) {
    var distinct = new LinkedHashSet<>(ids);
    var before = store.current(distinct);
    store.forget(distinct, importId);
    var left = store.current(distinct);
    return ids.stream()
        .map(
            id -> {
              var was = before.get(id);
              var now = left.get(id);
              if (now == null) {
                return Outcome.of(OutcomeKind.DELETED, id);
              }
              return was != null && was.hash().equals(now.hash())
                  ? new Outcome(OutcomeKind.OLDER, id, "another import shows the same; it stays")
                  : Outcome.of(OutcomeKind.UPDATED, id);
            })
        .toList();
  }
}
