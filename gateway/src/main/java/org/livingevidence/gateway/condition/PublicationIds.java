package org.livingevidence.gateway.condition;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.condition.PublicationStore.Linked;
import org.livingevidence.gateway.read.Snapshots;

/// Which publications a condition's list holds, for whoever has them written by their owner.
/// Blocks.
@ApplicationScoped
public class PublicationIds {
  private final Snapshots snapshots;
  private final PublicationStore publications;
  private final DrugStore drugs;

  PublicationIds(Snapshots snapshots, PublicationStore publications, DrugStore drugs) {
    this.snapshots = snapshots;
    this.publications = publications;
    this.drugs = drugs;
  }

  /// What is asked for, as the list takes it; null for what is not restricted.
  public record Asked(
      @Nullable String drug,
      @Nullable String design,
      @Nullable String species,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sort,
      @Nullable String cursor) {}

  /// A part of the list.
  ///
  /// @param total how many there are in all
  /// @param next the cursor of what follows, null at the end
  /// @param position that the answer shows
  public record Part(List<String> ids, long total, @Nullable String next, long position) {}

  /// @param condition its id
  /// @param limit how many at most
  /// @throws RuntimeException a 400 problem naming the parameter at fault
  public Part of(String condition, Asked asked, int limit) {
    PublicationQuery query =
        PublicationQuery.parse(
            asked.design(),
            asked.species(),
            asked.from(),
            asked.to(),
            asked.sort(),
            asked.cursor(),
            limit,
            null);
    return snapshots.read(
        snapshot -> {
          PublicationQuery wanted = query;
          String drug = asked.drug() == null ? "" : asked.drug().strip();
          if (!drug.isEmpty()) {
            DrugStore.Known known = drugs.byIdOrName(snapshot, drug);
            if (known == null) {
              throw Problems.invalid(
                  "drug",
                  "is neither the id nor a name of a drug that is held; GET /api/v1/drugs lists"
                      + " them");
            }
            wanted = query.ofDrug(known.id());
          }
          List<Linked> page =
              new ArrayList<>(publications.page(snapshot, condition, wanted.withOneMore()));
          boolean more = page.size() > limit;
          if (more) {
            page.removeLast();
          }
          return new Part(
              page.stream().map(Linked::id).toList(),
              publications.count(snapshot, condition, wanted),
              more ? page.getLast().cursor(wanted.sort()).text() : null,
              snapshot.position());
        });
  }
}
