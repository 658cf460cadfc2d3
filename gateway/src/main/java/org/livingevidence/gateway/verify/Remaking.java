package org.livingevidence.gateway.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.citation.CitationIntake;
import org.livingevidence.gateway.intake.drug.DrugIntake;
import org.livingevidence.gateway.intake.topic.Relinks;
import org.livingevidence.gateway.projection.GenerationSchema;
import org.livingevidence.gateway.read.Snapshots;

/// Makes links and places again by the code that made them, in transactions that are rolled back:
/// what that would change is wrong. The projector waits for one step at a time, so nothing moves
/// underneath, and does not wait for what is loaded into memory: that is done before, and again
/// only when a topic or a drug has changed since. For one comparison and one thread.
final class Remaking {
  private static final Logger LOG = Logger.getLogger(Remaking.class);

  /// So often is what is known loaded beside the projector; then, where topics and drugs change
  /// all the time, in the step.
  private static final int LOADS_BESIDE = 3;

  private static final String DRUGS =
      """
      select id from (
        (select id from drug where not deleted and id > ? order by id limit ?)
        union
        (select distinct drug_id from condition_drug where drug_id > ? order by drug_id limit ?)
      ) placed (id) order by id limit ?
      """;

  private final DataSource dataSource;
  private final Snapshots snapshots;
  private @Nullable LinkingKnowledge known;

  Remaking(DataSource dataSource, Snapshots snapshots) {
    this.dataSource = dataSource;
    this.snapshots = snapshots;
  }

  /// What making the next aggregates' links or places again would do.
  ///
  /// @param last the last of them; null at the end
  /// @param conditions whose links or places would change
  /// @param unreadable why nothing follows from the one aggregate of this step; null where it can
  ///     be read
  record Step(
      @Nullable String last, int count, Set<String> conditions, @Nullable String unreadable) {}

  /// Makes some again, those behind an id.
  @FunctionalInterface
  interface Making {
    Step some(String after, int atMost) throws SQLException;
  }

  private interface Work<T> {
    T run(Connection connection, LinkingKnowledge knowledge) throws SQLException;
  }

  /// Loads what is known before the next step, whatever has or has not changed.
  void forget() {
    known = null;
  }

  /// Links the citations behind one id again.
  Step links(String after, int atMost) throws SQLException {
    return readable(
        this::linked, "select id from citation where id > ? order by id limit 1", after, atMost);
  }

  /// Places the drugs behind one id again.
  Step places(String after, int atMost) throws SQLException {
    return readable(
        this::placed,
        "select id from drug where not deleted and id > ? order by id limit 1",
        after,
        atMost);
  }

  private Step linked(String after, int atMost) throws SQLException {
    return undone(
        (connection, knowledge) -> {
          CitationIntake.Relinked relinked =
              CitationIntake.relink(
                  connection,
                  knowledge.hierarchy(),
                  knowledge.drugNames(),
                  Relinks.EVERYTHING,
                  after,
                  atMost);
          return new Step(relinked.lastId(), relinked.count(), relinked.changed(), null);
        });
  }

  private Step placed(String after, int atMost) throws SQLException {
    return undone(
        (connection, knowledge) -> {
          List<String> ids = drugs(connection, after, atMost);
          return ids.isEmpty()
              ? new Step(null, 0, Set.of(), null)
              : new Step(
                  ids.getLast(),
                  ids.size(),
                  DrugIntake.place(connection, knowledge.hierarchy(), ids),
                  null);
        });
  }

  /// Goes on with fewer where one cannot be read, until that one stands alone.
  private Step readable(Making making, String next, String after, int atMost) throws SQLException {
    for (int some = atMost; ; some = some / 2) {
      try {
        return making.some(after, some);
      } catch (SQLException | RuntimeException e) {
        if (e instanceof Snapshots.StoreUnavailable
            || (e instanceof SQLException failure && !isOfTheData(failure))) {
          throw e;
        }
        if (some > 1) {
          continue;
        }
        String id = undone((connection, knowledge) -> first(connection, next, after)).orElse(null);
        LOG.errorf(e, "What is stored of %s cannot be read", id);
        return new Step(id, id == null ? 0 : 1, Set.of(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// Whether what is stored fails a statement, and not the connection or the server: PostgreSQL's
  /// classes 21 to 23 (cardinality, data exception, integrity).
  private static boolean isOfTheData(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"));
  }

  private static Optional<String> first(Connection connection, String next, String after)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(next)) {
      statement.setString(1, after);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static List<String> drugs(Connection connection, String after, int atMost)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DRUGS)) {
      statement.setString(1, after);
      statement.setInt(2, atMost);
      statement.setString(3, after);
      statement.setInt(4, atMost);
      statement.setInt(5, atMost);
      List<String> ids = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
      return ids;
    }
  }

  private <T> T undone(Work<T> work) throws SQLException {
    for (int loads = 0; ; loads++) {
      LinkingKnowledge beside = known;
      if (beside == null) {
        beside = snapshots.read(snapshot -> LinkingKnowledge.load(snapshot.connection()));
        known = beside;
      }
      Optional<T> done = attempt(work, beside, loads >= LOADS_BESIDE);
      if (done.isPresent()) {
        return done.get();
      }
      known = null;
    }
  }

  /// @param atAnyRate loads what is known in the step itself, where it has changed
  /// @return empty where it has changed
  private <T> Optional<T> attempt(Work<T> work, LinkingKnowledge beside, boolean atAnyRate)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("select position from public.projector for no key update");
        GenerationSchema.use(connection, GenerationSchema.live(connection));
        if (beside.isCurrent(connection)) {
          return Optional.of(work.run(connection, beside));
        }
        return atAnyRate
            ? Optional.of(work.run(connection, LinkingKnowledge.load(connection)))
            : Optional.empty();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }
}
