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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Reads the drugs of a condition: those that have a place in it, and those that publications
/// report there.
@ApplicationScoped
class DrugStore {
  private static final String DRUGS =
      """
      select d.id, d.data, coalesce(p.narrower, false) as narrower,
             coalesce(p.restricted, false) as restricted
        from (select drug_id from condition_drug where condition_id = ?
              union
              select drug_id from condition_drug_count
               where condition_id = ? and facet = 'reported' and n > 0) s
        join drug d on d.id = s.drug_id
        left join condition_drug p on p.drug_id = d.id and p.condition_id = ?
       where not d.deleted
       order by lower(d.name), d.id
      """;
  private static final String COUNTS =
      """
      select drug_id, facet, value, n from condition_drug_count
       where condition_id = ? and facet in ('total', 'design') and n > 0
       order by drug_id, facet, value
      """;
  private static final String MEMBERS =
      """
      select class_key, id, name from drug
       where class_key = any(?) and not deleted order by lower(name), id
      """;
  private static final String BY_NAME =
      """
      select d.id, d.data from drug d
       where not d.deleted
         and (d.id = ? or lower(d.name) = ?
              or exists (select from jsonb_array_elements_text(coalesce(d.data -> 'brands', '[]')) b
                          where lower(b) = ?)
              or exists (select from jsonb_array_elements_text(coalesce(d.data -> 'synonyms', '[]')) s
                          where lower(s) = ?))
       order by d.id <> ?, lower(d.name) <> ?, d.id limit 1
      """;

  private final ObjectMapper mapper;

  DrugStore(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /// A drug of a condition.
  record Row(String id, JsonNode data, boolean narrower, boolean restricted) {}

  /// A drug.
  record Known(String id, JsonNode data) {}

  /// A member of a class.
  record Member(String id, String name) {}

  /// The drugs of a condition, by name.
  List<Row> drugs(Snapshot snapshot, String conditionId) throws SQLException {
    List<Row> drugs = new ArrayList<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(DRUGS)) {
      for (int i = 1; i <= 3; i++) {
        select.setString(i, conditionId);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          drugs.add(
              new Row(
                  rows.getString("id"),
                  json(rows.getString("data")),
                  rows.getBoolean("narrower"),
                  rows.getBoolean("restricted")));
        }
      }
    }
    return drugs;
  }

  /// How many publications name a drug in a condition: by drug, then facet, then value.
  Map<String, Map<String, Map<String, Long>>> counts(Snapshot snapshot, String conditionId)
      throws SQLException {
    Map<String, Map<String, Map<String, Long>>> counts = new HashMap<>();
    try (PreparedStatement select = snapshot.connection().prepareStatement(COUNTS)) {
      select.setString(1, conditionId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          counts
              .computeIfAbsent(rows.getString("drug_id"), id -> new TreeMap<>())
              .computeIfAbsent(rows.getString("facet"), facet -> new TreeMap<>())
              .put(rows.getString("value"), rows.getLong("n"));
        }
      }
    }
    return counts;
  }

  /// The drugs held of classes, by the class's key.
  Map<String, List<Member>> members(Snapshot snapshot, Collection<String> classKeys)
      throws SQLException {
    Map<String, List<Member>> members = new HashMap<>();
    if (classKeys.isEmpty()) {
      return members;
    }
    try (PreparedStatement select = snapshot.connection().prepareStatement(MEMBERS)) {
      select.setArray(1, snapshot.connection().createArrayOf("text", classKeys.toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          members
              .computeIfAbsent(rows.getString(1), key -> new ArrayList<>())
              .add(new Member(rows.getString(2), rows.getString(3)));
        }
      }
    }
    return members;
  }

  /// The drug of this id, name, brand or synonym; null when there is none.
  @Nullable Known byIdOrName(Snapshot snapshot, String asked) throws SQLException {
    String lower = asked.toLowerCase(Locale.ROOT);
    try (PreparedStatement select = snapshot.connection().prepareStatement(BY_NAME)) {
      for (int i = 1; i <= 6; i++) {
        select.setString(i, lower);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? new Known(row.getString(1), json(row.getString(2))) : null;
      }
    }
  }

  private JsonNode json(String text) throws SQLException {
    try {
      return mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new SQLException("the data of a drug are not JSON", e);
    }
  }
}
