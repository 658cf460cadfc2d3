package org.livingevidence.drugs.monograph;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Monographs, whole, for those who look through them.
@ApplicationScoped
public class HeldMonographs {
  private final MonographStore store;
  private final MonographDraftStore drafts;

  HeldMonographs(MonographStore store, MonographDraftStore drafts) {
    this.store = store;
    this.drafts = drafts;
  }

  /// Some monographs in order of id.
  ///
  /// @param next where the next page begins, null after the last
  public record Page(List<Monograph> items, long total, @Nullable String next) {}

  /// The monograph of an id, or null.
  public @Nullable Monograph published(String id) {
    return store.readAll(List.of(id)).get(id);
  }

  /// The draft of an id, or null.
  public @Nullable Monograph draft(String id) {
    var draft = drafts.read(id, false);
    return draft == null ? null : draft.monograph();
  }

  /// A page of monographs.
  ///
  /// @param drug id of a drug that they are about; null for all
  public Page list(@Nullable String drug, @Nullable String after, int limit) {
    var page = store.list(drug, after, limit);
    var ids = page.items().stream().map(item -> item.path("id").asText()).toList();
    var held = store.readAll(ids);
    var monographs = ids.stream().map(held::get).filter(java.util.Objects::nonNull).toList();
    return new Page(monographs, page.total(), page.next());
  }
}
