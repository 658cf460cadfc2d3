package org.livingevidence.gateway.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.livingevidence.gateway.projection.GenerationSchema;

/// The summaries: those due, what the live generation says of them now, and those appended.
final class SummaryStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SummaryStore() {}

  /// The conditions that are due, those waiting longest first.
  ///
  /// @param except conditions whose last event is too recent
  static Map<String, Long> due(Connection connection, Collection<String> except, int atMost)
      throws SQLException {
    Map<String, Long> due = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select condition_id, position from condition_view_due
            where condition_id <> all (?) order by position, condition_id limit ?
            """)) {
      statement.setArray(1, connection.createArrayOf("text", except.toArray()));
      statement.setInt(2, atMost);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.put(row.getString(1), row.getLong(2));
        }
      }
    }
    return due;
  }

  /// Takes conditions off the list, unless they changed again meanwhile.
  static void done(Connection connection, Map<String, Long> due) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from condition_view_due d using unnest(?::text[], ?::bigint[]) as t (id, position)
            where d.condition_id = t.id and d.position <= t.position
            """)) {
      statement.setArray(1, connection.createArrayOf("text", due.keySet().toArray()));
      statement.setArray(2, connection.createArrayOf("bigint", due.values().toArray()));
      statement.executeUpdate();
    }
  }

  /// What the live generation says of conditions, by id; a topic that is no condition is absent.
  static Map<String, Summary.Content> current(
      Connection connection, Collection<String> ids, int top) throws SQLException {
    Map<String, Summary.Content> contents = new HashMap<>();
    String schema = "g" + GenerationSchema.live(connection);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select t.id, coalesce(t.natural_name, t.name), t.slug, v.position,
              coalesce((select n from %1$s.condition_count c
                where c.condition_id = t.id and c.facet = 'total' and c.value = ''), 0),
              array(select l.citation_id from %1$s.condition_citation l
                where l.condition_id = t.id and not l.retracted
                order by l.score desc, l.year desc, l.citation_id limit ?),
              array(select l.citation_id from %1$s.condition_citation l
                where l.condition_id = t.id and l.retracted order by l.citation_id limit ?),
              array(select d.data::text from %1$s.condition_drug p join %1$s.drug d on d.id = p.drug_id
                where p.condition_id = t.id and p.direct and not d.deleted order by d.id)
            from %1$s.topic t left join condition_version v on v.condition_id = t.id
            where t.id = any (?) and t.condition and not t.deleted
            """
                .formatted(schema))) {
      statement.setInt(1, top);
      statement.setInt(2, top);
      statement.setArray(3, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<JsonNode> drugs = new ArrayList<>();
          for (String data : strings(row, 8)) {
            drugs.add(parse(data));
          }
          contents.put(
              row.getString(1),
              new Summary.Content(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getLong(5),
                  strings(row, 6),
                  strings(row, 7),
                  drugs));
        }
      }
    }
    return contents;
  }

  /// Keeps summaries as they are appended, and forgets those of conditions that are gone.
  static void keep(Connection connection, Map<String, JsonNode> summaries, Collection<String> gone)
      throws SQLException {
    if (!gone.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement("delete from condition_view where condition_id = any (?)")) {
        statement.setArray(1, connection.createArrayOf("text", gone.toArray()));
        statement.executeUpdate();
      }
    }
    if (!summaries.isEmpty()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              insert into condition_view (condition_id, data)
              select id, data::jsonb from unnest(?::text[], ?::text[]) as s (id, data)
              on conflict (condition_id) do update set data = excluded.data
              """)) {
        statement.setArray(1, connection.createArrayOf("text", summaries.keySet().toArray()));
        statement.setArray(
            2,
            connection.createArrayOf(
                "text", summaries.values().stream().map(JsonNode::toString).toArray()));
        statement.executeUpdate();
      }
    }
  }

  /// The summaries last appended, by id.
  static Map<String, JsonNode> appended(Connection connection, Collection<String> ids)
      throws SQLException {
    Map<String, JsonNode> summaries = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select condition_id, data from condition_view where condition_id = any (?)")) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          summaries.put(row.getString(1), parse(row.getString(2)));
        }
      }
    }
    return summaries;
  }

  private static List<String> strings(ResultSet row, int column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored data are no longer JSON", e);
    }
  }
}
