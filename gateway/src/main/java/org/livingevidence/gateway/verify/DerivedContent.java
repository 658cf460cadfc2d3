package org.livingevidence.gateway.verify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.livingevidence.gateway.read.Snapshots;

/// Whether links, places and counters are what follows from the aggregates: links and places by
/// [Remaking], counters by counting.
@ApplicationScoped
class DerivedContent {
  private static final String COUNTERS =
      """
      select condition_id, facet || ' ' || value, sum(n), count(*) over ()
        from (
          select condition_id, facet, value, -n as n from condition_count
          union all
          select condition_id, 'total', '', count(*) from condition_citation group by 1
          union all
          select condition_id, 'year', case year when 0 then 'unknown' else year::text end, count(*)
            from condition_citation group by 1, 3
          union all
          select condition_id, 'design', design, count(*) from condition_citation group by 1, 3
          union all
          select condition_id, 'species', species, count(*) from condition_citation group by 1, 3
          union all
          select condition_id, 'state', 'retracted', count(*)
            from condition_citation where retracted group by 1
        ) both_sides
       group by condition_id, facet, value
      having sum(n) <> 0
       order by 1, 2
       limit ?
      """;

  private final DataSource dataSource;
  private final Snapshots snapshots;

  DerivedContent(DataSource dataSource, Snapshots snapshots) {
    this.dataSource = dataSource;
    this.snapshots = snapshots;
  }

  /// For one comparison: makes links and places again.
  Remaking remaking() {
    return new Remaking(dataSource, snapshots);
  }

  /// Counters that are wrong.
  ///
  /// @param total how many there are, of which these are the first
  record Counters(List<Drift> first, long total) {}

  /// The counters of conditions that are not the number of their links.
  Counters counters(int atMost) {
    return snapshots.read(
        snapshot -> {
          List<Drift> wrong = new ArrayList<>();
          long total = 0;
          try (PreparedStatement statement = snapshot.connection().prepareStatement(COUNTERS)) {
            statement.setInt(1, atMost);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                total = row.getLong(4);
                wrong.add(
                    new Drift(
                        "counters",
                        "condition",
                        row.getString(1),
                        "%s: %d links are not counted."
                            .formatted(row.getString(2).strip(), row.getLong(3))));
              }
            }
          }
          return new Counters(wrong, total);
        });
  }
}
