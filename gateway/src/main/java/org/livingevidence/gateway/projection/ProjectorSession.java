package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.Committed;

/// The one database session of the elected projector.
///
/// It is elected by an advisory lock of this very session, which PostgreSQL gives up when the
/// session ends, and ends itself when it hears nothing for a while. It is fenced by the epoch:
/// every transaction begins by locking the projector's row at its own epoch, so that one who was
/// stopped and resumed finds no row and writes nothing.
final class ProjectorSession implements AutoCloseable {
  /// "LEPR": the lock's number within the gateway's database.
  private static final long LOCK = 0x4C455052L;

  private final Connection connection;
  private final long epoch;

  private ProjectorSession(Connection connection, long epoch) {
    this.connection = connection;
    this.epoch = epoch;
  }

  /// Tries to be elected.
  ///
  /// @return the session, or null while another process is the projector
  static @Nullable ProjectorSession elect(DirectConnections connections, Duration timeout)
      throws SQLException {
    Connection connection = connections.open("gateway-projector");
    try (Statement statement = connection.createStatement()) {
      boolean elected;
      try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
        row.next();
        elected = row.getBoolean(1);
      }
      if (!elected) {
        connection.close();
        return null;
      }
      FirstGeneration.ensure(connection);
      long millis = timeout.toMillis();
      statement.execute("set idle_session_timeout = " + millis);
      statement.execute("set idle_in_transaction_session_timeout = " + millis);
      try (ResultSet row =
          statement.executeQuery(
              "update projector set epoch = epoch + 1, elected_at = now() returning epoch")) {
        row.next();
        long epoch = row.getLong(1);
        connection.setAutoCommit(false);
        return new ProjectorSession(connection, epoch);
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  long epoch() {
    return epoch;
  }

  /// A transaction under way.
  ///
  /// @param connection its connection, with the generation's tables first
  /// @param position the position before it
  record Transaction(Connection connection, long position) {}

  /// Work inside a fenced transaction.
  @FunctionalInterface
  interface Work<R extends @Nullable Object> {
    R run(Transaction transaction) throws SQLException;
  }

  /// Runs work in one fenced transaction on a generation's tables.
  ///
  /// @throws FencedException when another projector was elected
  <R extends @Nullable Object> R inTransaction(int generation, Work<R> work) throws SQLException {
    try {
      R result = work.run(begin(generation));
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException broken) {
        e.addSuppressed(broken);
      }
      throw e;
    }
  }

  private Transaction begin(int generation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set local search_path = g"
              + generation
              + ", public; select position from public.projector where epoch = "
              + epoch
              + " for no key update");
      statement.getMoreResults();
      try (ResultSet row = statement.getResultSet()) {
        if (!row.next()) {
          throw new FencedException(epoch);
        }
        return new Transaction(connection, row.getLong(1));
      }
    }
  }

  /// The generation that readers use.
  int liveGeneration() throws SQLException {
    int generation = GenerationSchema.live(connection);
    connection.rollback();
    return generation;
  }

  /// Moves the position inside a transaction and tells the other processes at its commit.
  void moveTo(long position) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with moved as (
              update projector set position = ? where epoch = ? returning position
            )
            select pg_notify(?, position::text) from moved
            """)) {
      statement.setLong(1, position);
      statement.setLong(2, epoch);
      statement.setString(3, Committed.CHANNEL);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new FencedException(epoch);
        }
      }
    }
  }

  /// Shows a sign of life.
  ///
  /// @throws SQLException when the session is over
  /// @throws FencedException when another projector was elected
  void heartbeat() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select epoch from public.projector")) {
      if (!row.next() || row.getLong(1) != epoch) {
        throw new FencedException(epoch);
      }
    } finally {
      if (!connection.isClosed()) {
        connection.rollback();
      }
    }
  }

  /// Ends the session, and with it the role.
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // The session is over already; that is all that closing is for.
    }
  }
}
