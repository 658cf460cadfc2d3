package org.livingevidence.gateway.projection;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.rebuild.RebuildStore;

/// Reads and writes what operators see and ask for.
@ApplicationScoped
class StatusStore {
  private final DataSource dataSource;
  private final ProjectionMetrics metrics;

  StatusStore(DataSource dataSource, ProjectionMetrics metrics) {
    this.dataSource = dataSource;
    this.metrics = metrics;
  }

  ProjectionStatus status() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      int generation = GenerationSchema.live(connection);
      try (ResultSet row =
          statement.executeQuery(
              """
              select p.position, h.position, p.epoch, p.elected_at, p.generation,
                (select count(*) from g%1$d.relink),
                (select count(*) from condition_view_due),
                (select count(*) from version_conflict)
              from projector p, change_horizon h
              """
                  .formatted(generation))) {
        row.next();
        return new ProjectionStatus(
            row.getLong(1),
            row.getLong(2) + 1,
            row.getLong(3),
            instant(row, 4),
            row.getInt(5),
            metrics.leading(),
            metrics.leading() ? metrics.lag() : null,
            offsets(connection, generation),
            row.getLong(6),
            row.getLong(7),
            deadLetterStates(connection),
            row.getLong(8),
            RebuildStore.latest(connection));
      }
    }
  }

  RebuildStore.Rebuild requestRebuild(String reason, String who, boolean forced)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return RebuildStore.request(connection, reason, who, forced);
    }
  }

  /// The records set aside after one, oldest first.
  List<ProjectionStatus.DeadLetter> deadLetters(long after, int atMost) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select id, topic, partition, record_offset, record_time, record_key, reason, state, at,
                  settled_at
                from dead_letter where id > ? order by id limit ?
                """)) {
      statement.setLong(1, after);
      statement.setInt(2, atMost);
      List<ProjectionStatus.DeadLetter> letters = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          byte[] key = row.getBytes(6);
          letters.add(
              new ProjectionStatus.DeadLetter(
                  row.getLong(1),
                  row.getString(2),
                  row.getInt(3),
                  row.getLong(4),
                  row.getTimestamp(5).toInstant(),
                  key == null ? null : new String(key, StandardCharsets.UTF_8),
                  row.getString(7),
                  row.getString(8),
                  row.getTimestamp(9).toInstant(),
                  instant(row, 10)));
        }
      }
      return letters;
    }
  }

  /// Asks for a record to be applied.
  ///
  /// @return whether there is such a record
  boolean requestRedrive(long id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update dead_letter set state = 'requested', settled_at = null where id = ?")) {
      statement.setLong(1, id);
      return statement.executeUpdate() == 1;
    }
  }

  private static List<ProjectionStatus.Offset> offsets(Connection connection, int generation)
      throws SQLException {
    List<ProjectionStatus.Offset> offsets = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select topic, partition, next_offset, last_broker_time from g"
                    + generation
                    + ".source_offset")) {
      while (row.next()) {
        offsets.add(
            new ProjectionStatus.Offset(
                row.getString(1), row.getInt(2), row.getLong(3), instant(row, 4)));
      }
    }
    offsets.sort(
        Comparator.comparing(ProjectionStatus.Offset::topic)
            .thenComparing(ProjectionStatus.Offset::partition));
    return offsets;
  }

  private static Map<String, Long> deadLetterStates(Connection connection) throws SQLException {
    Map<String, Long> states = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select state, count(*) from dead_letter group by state")) {
      while (row.next()) {
        states.put(row.getString(1), row.getLong(2));
      }
    }
    return states;
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
