package org.livingevidence.gateway.verify;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.citation.CitationIntake;
import org.livingevidence.gateway.intake.drug.DrugIntake;
import org.livingevidence.gateway.intake.drug.DrugNames;
import org.livingevidence.gateway.intake.topic.Hierarchy;
import org.livingevidence.gateway.intake.topic.Relinks;
import org.livingevidence.gateway.intake.topic.TopicIntake;
import org.livingevidence.gateway.projection.GenerationSchema;
import org.livingevidence.gateway.read.Snapshots;

/// Whether links, places and counters are what follows from the aggregates. Links are made again by
/// the code that made them, in transactions that are rolled back: what that would change is wrong.
/// The projector waits meanwhile, one step at a time, so nothing moves underneath.
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

  private interface Step<T> {
    T run(Connection connection) throws SQLException;
  }

  /// What linking the next citations again would do.
  ///
  /// @param last the last of them; null at the end
  /// @param conditions whose links would change
  record Links(@Nullable String last, int count, Set<String> conditions) {}

  /// Links the citations behind one id again and forgets it.
  Links links(String after, int atMost) throws SQLException {
    return undone(
        connection -> {
          CitationIntake.Relinked relinked =
              CitationIntake.relink(
                  connection,
                  TopicIntake.load(connection),
                  DrugNames.load(connection),
                  Relinks.EVERYTHING,
                  after,
                  atMost);
          return new Links(relinked.lastId(), relinked.count(), relinked.changed());
        });
  }

  /// The conditions where drugs stand other than their statements say.
  Set<String> places() throws SQLException {
    return undone(
        connection -> {
          Hierarchy hierarchy = TopicIntake.load(connection);
          Set<String> changed = new TreeSet<>();
          for (String topic : topicsOfDrugs(connection)) {
            changed.addAll(DrugIntake.relink(connection, hierarchy, topic));
          }
          return changed;
        });
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

  private static List<String> topicsOfDrugs(Connection connection) throws SQLException {
    List<String> topics = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select distinct topic_id from drug_topic order by 1")) {
      while (row.next()) {
        topics.add(row.getString(1));
      }
    }
    return topics;
  }

  private <T> T undone(Step<T> step) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select position from public.projector for no key update");
        GenerationSchema.use(connection, GenerationSchema.live(connection));
        return step.run(connection);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
