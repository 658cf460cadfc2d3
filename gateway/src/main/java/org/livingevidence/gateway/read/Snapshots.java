package org.livingevidence.gateway.read;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.projection.GenerationSchema;

/// Opens snapshots of the store: one read-only REPEATABLE READ transaction in which the position,
/// the live generation and every row are those of one moment. The generation's schema stands first
/// in `search_path`, so that a rebuild's switch is seen whole or not at all.
@ApplicationScoped
public class Snapshots {
  private static final String OPEN =
      """
      set transaction isolation level repeatable read, read only;
      select position, set_config('search_path', 'g' || generation || ', public', true) from projector
      """;

  private final DataSource dataSource;

  Snapshots(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// What a read does inside a snapshot.
  ///
  /// @param <T> what it answers
  @FunctionalInterface
  public interface Reading<T extends @Nullable Object> {
    /// Reads; `snapshot` is closed when this returns.
    T read(Snapshot snapshot) throws SQLException;
  }

  /// One moment of the store.
  ///
  /// @param connection the transaction, for reading only
  /// @param position the position of everything read through it
  public record Snapshot(Connection connection, long position) {}

  /// Runs `reading` in a new snapshot; blocks, so call it on a virtual thread.
  public <T extends @Nullable Object> T read(Reading<T> reading) {
    try {
      return readOnce(reading);
    } catch (StoreUnavailable e) {
      if (e.getCause() instanceof SQLException cause && GenerationSchema.isGone(cause)) {
        return readOnce(reading); // the generation was switched and dropped meanwhile
      }
      throw e;
    }
  }

  private <T extends @Nullable Object> T readOnce(Reading<T> reading) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return reading.read(new Snapshot(connection, open(connection)));
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new StoreUnavailable(e);
    }
  }

  private static long open(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(OPEN);
      statement.getMoreResults();
      try (var rows = statement.getResultSet()) {
        if (!rows.next()) {
          throw new SQLException("the projector's row is missing: the store was not migrated");
        }
        return rows.getLong(1);
      }
    }
  }

  /// The store could not be read; answered as 503 by the problem mappers, since the cause is a
  /// [SQLException].
  public static final class StoreUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreUnavailable(SQLException cause) {
      super("The gateway's store could not be read", cause);
    }
  }
}
