package org.livingevidence.gateway.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/// Drops the tables of generations left behind, after readers have had time to leave them.
final class OldGenerations {
  private static final Logger LOG = Logger.getLogger(OldGenerations.class);

  /// PostgreSQL's state for a lock that was not granted in time.
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final ProjectorSession session;
  private final long dropAfter;
  private final Map<Integer, Long> seenSince = new HashMap<>();
  private int lastLive;
  private int lastBeside;
  private boolean looked;

  OldGenerations(ProjectorSession session, Duration dropAfter) {
    this.session = session;
    this.dropAfter = dropAfter.toNanos();
  }

  /// Drops what has been left behind long enough.
  ///
  /// @param live the live generation
  /// @param beside the one being rebuilt, 0 when there is none
  void drop(int live, int beside) throws SQLException {
    if (!looked || live != lastLive || beside != lastBeside) {
      lastLive = live;
      lastBeside = beside;
      looked = true;
      for (int number : leftBehind(live, beside)) {
        seenSince.putIfAbsent(number, System.nanoTime());
      }
      seenSince.remove(beside);
    }
    for (Map.Entry<Integer, Long> old : List.copyOf(seenSince.entrySet())) {
      if (System.nanoTime() - old.getValue() >= dropAfter) {
        drop(old.getKey());
      }
    }
  }

  private List<Integer> leftBehind(int live, int beside) throws SQLException {
    return session.inTransaction(
        live,
        transaction -> {
          List<Integer> numbers = new ArrayList<>();
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row =
                  statement.executeQuery(
                      """
                      select substr(nspname, 2)::integer from pg_namespace
                      where nspname ~ '^g[0-9]{1,8}$'
                        and not exists (
                          select from public.rebuild r
                          where r.generation = substr(nspname, 2)::integer
                            and r.state in ('requested', 'running', 'waiting'))
                      """)) {
            while (row.next()) {
              if (row.getInt(1) != live && row.getInt(1) != beside) {
                numbers.add(row.getInt(1));
              }
            }
          }
          return numbers;
        });
  }

  private void drop(int number) throws SQLException {
    try {
      session.inTransaction(
          lastLive,
          transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
              statement.execute("set local lock_timeout = '200ms'");
              statement.execute("drop schema if exists g" + number + " cascade");
            }
            return true;
          });
      seenSince.remove(number);
      LOG.infof("The tables of a generation left behind are gone; generation %d", number);
    } catch (SQLException e) {
      if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        throw e;
      }
      seenSince.put(number, System.nanoTime()); // a reader is still there: later again
    }
  }
}
