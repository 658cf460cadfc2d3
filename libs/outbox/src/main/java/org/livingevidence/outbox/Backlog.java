package org.livingevidence.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// How much waits to be published, looked up at most once per interval and lane. The bound of the
/// outbox is therefore soft: by what an interval's writers add.
final class Backlog {
  /// Counts no further than the limit, so that a long backlog does not make every look-up slow.
  private static final String COUNT =
      """
      select count(*) from (select 1 from outbox where lane = ? limit ?) waiting
      """;

  private final DataSource dataSource;
  private final Map<Lane, Long> limits;
  private final long intervalNanos;
  private final Map<Lane, Sample> samples = new EnumMap<>(Lane.class);

  private record Sample(long rows, long takenAt) {}

  Backlog(DataSource dataSource, Map<Lane, Long> limits, Duration interval) {
    this.dataSource = dataSource;
    this.limits = new EnumMap<>(limits);
    this.intervalNanos = interval.toNanos();
  }

  /// Returns quietly while the lane has room.
  ///
  /// @throws BacklogFullException when it has none
  void requireCapacity(Lane lane) {
    long limit = limits.getOrDefault(lane, Long.MAX_VALUE);
    if (rows(lane, limit) >= limit) {
      throw new BacklogFullException(lane, limit);
    }
  }

  private synchronized long rows(Lane lane, long limit) {
    @Nullable Sample sample = samples.get(lane);
    if (sample == null || System.nanoTime() - sample.takenAt() >= intervalNanos) {
      sample = new Sample(count(lane, limit), System.nanoTime());
      samples.put(lane, sample);
    }
    return sample.rows();
  }

  private long count(Lane lane, long limit) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(COUNT)) {
      statement.setShort(1, lane.code());
      statement.setLong(2, limit);
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    } catch (SQLException e) {
      throw new OutboxException("counting the backlog", e);
    }
  }
}
