package org.livingevidence.gateway.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads the change feed.
@ApplicationScoped
public class FeedStore {
  private static final String BETWEEN =
      """
      select c.position, c.at, c.kind, c.changed_paths, c.cause,
             array(select cc.condition_id from change_condition cc
                    where cc.position = c.position order by cc.condition_id) as conditions
        from change c
       where c.position > ? and c.position <= ?
       order by c.position
       limit ?
      """;
  private static final String OF_CONDITION =
      """
      select c.position, c.at, c.kind, c.changed_paths, c.cause,
             array(select cc.condition_id from change_condition cc
                    where cc.position = c.position order by cc.condition_id) as conditions
        from change_condition own join change c on c.position = own.position
       where own.condition_id = ? and own.position > ? and own.position <= ?
       order by own.position
       limit ?
      """;
  private static final String COUNT = "select count(*) from change where position > ?";
  private static final String COUNT_OF_CONDITION =
      "select count(*) from change_condition where condition_id = ? and position > ?";
  private static final String HORIZON = "select position from change_horizon";

  private final ObjectMapper mapper;

  FeedStore(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// The changes after `after` up to and including `upTo`, oldest first, at most `limit`; of one
  /// condition (its narrower conditions' included) when one is named.
  public List<ChangeRow> read(
      Snapshot snapshot, @Nullable String conditionId, long after, long upTo, int limit)
      throws SQLException {
    try (PreparedStatement select =
        snapshot.connection().prepareStatement(conditionId == null ? BETWEEN : OF_CONDITION)) {
      int at = 1;
      if (conditionId != null) {
        select.setString(at++, conditionId);
      }
      select.setLong(at++, after);
      select.setLong(at++, upTo);
      select.setInt(at, limit);
      List<ChangeRow> changes = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          changes.add(row(rows));
        }
      }
      return changes;
    }
  }

  /// How many changes stand after `after`.
  public long count(Snapshot snapshot, @Nullable String conditionId, long after)
      throws SQLException {
    try (PreparedStatement select =
        snapshot.connection().prepareStatement(conditionId == null ? COUNT : COUNT_OF_CONDITION)) {
      int at = 1;
      if (conditionId != null) {
        select.setString(at++, conditionId);
      }
      select.setLong(at, after);
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /// The position up to and including which the feed has been pruned; 0 when it is whole.
  public long horizon(Snapshot snapshot) throws SQLException {
    try (PreparedStatement select = snapshot.connection().prepareStatement(HORIZON);
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private ChangeRow row(ResultSet rows) throws SQLException {
    try {
      return new ChangeRow(
          rows.getLong("position"),
          rows.getObject("at", OffsetDateTime.class).toInstant(),
          ChangeKind.of(rows.getString("kind")),
          strings(rows, "changed_paths"),
          mapper.readTree(rows.getString("cause")),
          strings(rows, "conditions"));
    } catch (JsonProcessingException e) {
      throw new SQLException("the cause of change " + rows.getLong("position") + " is not JSON", e);
    }
  }

  private static List<String> strings(ResultSet rows, String column) throws SQLException {
    return List.of((String[]) rows.getArray(column).getArray());
  }
}
