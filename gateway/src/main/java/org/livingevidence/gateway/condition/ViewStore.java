package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads what a condition's view is made of.
@ApplicationScoped
class ViewStore {
  private static final String TOPIC =
      "select "
          + NamedCondition.COLUMNS
          + ", t.scheme, t.data, coalesce(v.position, 0) as version"
          + " from topic t left join condition_version v on v.condition_id = t.id"
          + " where t.id = ? and t.condition and not t.deleted";
  private static final String VERSION =
      "select coalesce((select position from condition_version where condition_id = ?), 0)";
  private static final String BROADER =
      "select "
          + NamedCondition.COLUMNS
          + """
           , count(*) over () as total
            from topic_parent p join topic t on t.id = p.parent
           where p.child = ? and t.condition and not t.deleted
           order by lower(coalesce(t.natural_name, t.name, t.id)), t.id
           limit ?
          """;
  private static final String NARROWER =
      BROADER
          .replace("p.parent", "p.swap")
          .replace("p.child", "p.parent")
          .replace("p.swap", "p.child");
  private static final String NAMED =
      "select " + NamedCondition.COLUMNS + " from topic t where t.id = any(?) and not t.deleted";
  private static final String NAMES =
      "select topic_id, name from topic_name where topic_id = any(?)";
  private static final String COUNTS =
      "select facet, value, n from condition_count where condition_id = ? and n > 0";
  private static final String BELOW =
      """
      with recursive below(id) as (
        select child from topic_parent where parent = ?
        union
        select p.child from below b join topic_parent p on p.parent = b.id)
      select id from below where id = any(?)
      """;
  private final ObjectMapper mapper;

  ViewStore(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// A condition's own row.
  record Topic(NamedCondition named, @Nullable String scheme, JsonNode data, long version) {}

  /// Conditions beside a condition, and how many there are in all.
  record Neighbours(List<NamedCondition> named, long total) {}

  /// The condition, or null when there is none of this id.
  @Nullable Topic topic(Snapshot snapshot, String id) throws SQLException {
    try (PreparedStatement select = snapshot.connection().prepareStatement(TOPIC)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? new Topic(
                NamedCondition.read(row),
                row.getString("scheme"),
                json(row, "data"),
                row.getLong("version"))
            : null;
      }
    }
  }

  /// The condition's version: the last position that affected it, 0 when none did.
  long version(Snapshot snapshot, String id) throws SQLException {
    try (PreparedStatement select = snapshot.connection().prepareStatement(VERSION)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  Neighbours broader(Snapshot snapshot, String id, int limit) throws SQLException {
    return neighbours(snapshot, BROADER, id, limit);
  }

  Neighbours narrower(Snapshot snapshot, String id, int limit) throws SQLException {
    return neighbours(snapshot, NARROWER, id, limit);
  }

  private static Neighbours neighbours(Snapshot snapshot, String sql, String id, int limit)
      throws SQLException {
    List<NamedCondition> named = new ArrayList<>();
    long total = 0;
    try (PreparedStatement select = snapshot.connection().prepareStatement(sql)) {
      select.setString(1, id);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          named.add(NamedCondition.read(rows));
          total = rows.getLong("total");
        }
      }
    }
    return new Neighbours(named, total);
  }

  /// The topics of these ids that are known, by id.
  Map<String, NamedCondition> named(Snapshot snapshot, Collection<String> ids) throws SQLException {
    Map<String, NamedCondition> named = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return named;
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(NAMED)) {
      select.setArray(1, snapshot.connection().createArrayOf("text", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          NamedCondition condition = NamedCondition.read(rows);
          named.put(condition.id(), condition);
        }
      }
    }
    return named;
  }

  /// Every name of conditions, by id.
  Map<String, List<String>> names(Snapshot snapshot, Collection<String> ids) throws SQLException {
    Map<String, List<String>> names = new HashMap<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(NAMES)) {
      select.setArray(1, snapshot.connection().createArrayOf("text", ids.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          names.computeIfAbsent(rows.getString(1), id -> new ArrayList<>()).add(rows.getString(2));
        }
      }
    }
    return names;
  }

  /// The counters of a condition's publications: facet, then value, then number; values ascending.
  Map<String, Map<String, Long>> counts(Snapshot snapshot, String id) throws SQLException {
    Map<String, Map<String, Long>> counts = new TreeMap<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(COUNTS)) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          counts
              .computeIfAbsent(rows.getString("facet"), facet -> new TreeMap<>())
              .put(rows.getString("value"), rows.getLong("n"));
        }
      }
    }
    return counts;
  }

  /// Which of `candidates` lie below the condition.
  Set<String> below(Snapshot snapshot, String id, Collection<String> candidates)
      throws SQLException {
    Set<String> below = new HashSet<>();
    if (candidates.isEmpty()) {
      return below;
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(BELOW)) {
      select.setString(1, id);
      select.setArray(2, snapshot.connection().createArrayOf("text", candidates.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          below.add(rows.getString(1));
        }
      }
    }
    return below;
  }

  private JsonNode json(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    try {
      return text == null ? mapper.createObjectNode() : mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " is not JSON", e);
    }
  }
}
