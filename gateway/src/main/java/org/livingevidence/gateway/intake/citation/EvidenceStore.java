package org.livingevidence.gateway.intake.citation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livingevidence.gateway.intake.Columns;
import org.livingevidence.gateway.intake.citation.Evidence.Pair;

/// Which citations name which drugs under which conditions: written by the difference, as
/// [LinkStore] writes links, with counters that move only with a row.
final class EvidenceStore {
  private EvidenceStore() {}

  /// What a citation's new evidence did.
  ///
  /// @param changed conditions in which a row came, went or has other terms
  /// @param moved whether one came or went
  record Difference(Set<String> changed, boolean moved) {}

  /// Replaces the evidence of citations.
  ///
  /// @param wanted by citation id; empty for a deleted citation
  /// @param known those of them that may have some already
  /// @return the differences by citation id, of those that have one
  static Map<String, Difference> replace(
      Connection connection, Map<String, Map<Pair, Evidence>> wanted, Collection<String> known)
      throws SQLException {
    Map<String, Map<Pair, Evidence>> held = known.isEmpty() ? Map.of() : read(connection, known);
    List<Evidence> written = new ArrayList<>();
    List<Evidence> removed = new ArrayList<>();
    Counters counters =
        new Counters("condition_drug_count", "condition_id", "drug_id", "facet", "value");
    Map<String, Difference> differences = new HashMap<>();
    wanted.forEach(
        (citation, evidence) -> {
          Map<Pair, Evidence> old = held.getOrDefault(citation, Map.of());
          Set<String> changed = new HashSet<>();
          boolean moved = false;
          for (Evidence one : evidence.values()) {
            Evidence before = old.get(one.pair());
            if (one.equals(before)) {
              continue;
            }
            if (before == null) {
              moved = true;
            } else {
              count(counters, before, -1);
            }
            count(counters, one, 1);
            written.add(one);
            changed.add(one.conditionId());
          }
          for (Evidence one : old.values()) {
            if (!evidence.containsKey(one.pair())) {
              moved = true;
              count(counters, one, -1);
              removed.add(one);
              changed.add(one.conditionId());
            }
          }
          if (!changed.isEmpty()) {
            differences.put(citation, new Difference(changed, moved));
          }
        });
    write(connection, written);
    remove(connection, removed);
    counters.write(connection);
    return differences;
  }

  private static void count(Counters counters, Evidence evidence, long n) {
    String condition = evidence.conditionId();
    String drug = evidence.drugId();
    counters.add(n, condition, drug, "total", "");
    counters.add(n, condition, drug, "design", evidence.design());
    if (evidence.reported()) {
      counters.add(n, condition, drug, "reported", "");
    }
  }

  private static Map<String, Map<Pair, Evidence>> read(
      Connection connection, Collection<String> citations) throws SQLException {
    Map<String, Map<Pair, Evidence>> evidence = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select citation_id, condition_id, drug_id, how, year, design, species, retracted, score
            from condition_drug_citation where citation_id = any (?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", citations.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Evidence one =
              new Evidence(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getInt(5),
                  row.getString(6),
                  row.getString(7),
                  row.getBoolean(8),
                  row.getLong(9));
          evidence.computeIfAbsent(one.citationId(), id -> new HashMap<>()).put(one.pair(), one);
        }
      }
    }
    return evidence;
  }

  private static void write(Connection connection, List<Evidence> evidence) throws SQLException {
    if (evidence.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into condition_drug_citation (
              citation_id, condition_id, drug_id, how, year, design, species, retracted, score)
            select * from unnest(
              ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
              ?::boolean[], ?::bigint[])
            on conflict (citation_id, condition_id, drug_id) do update set
              how = excluded.how, year = excluded.year, design = excluded.design,
              species = excluded.species, retracted = excluded.retracted, score = excluded.score
            """)) {
      statement.setArray(1, Columns.text(connection, evidence, Evidence::citationId));
      statement.setArray(2, Columns.text(connection, evidence, Evidence::conditionId));
      statement.setArray(3, Columns.text(connection, evidence, Evidence::drugId));
      statement.setArray(4, Columns.text(connection, evidence, Evidence::how));
      statement.setArray(5, Columns.number(connection, evidence, one -> (long) one.year()));
      statement.setArray(6, Columns.text(connection, evidence, Evidence::design));
      statement.setArray(7, Columns.text(connection, evidence, Evidence::species));
      statement.setArray(8, Columns.flag(connection, evidence, Evidence::retracted));
      statement.setArray(9, Columns.number(connection, evidence, Evidence::score));
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, List<Evidence> evidence) throws SQLException {
    if (evidence.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from condition_drug_citation l
            using unnest(?::text[], ?::text[], ?::text[]) as g (citation_id, condition_id, drug_id)
            where l.citation_id = g.citation_id and l.condition_id = g.condition_id
              and l.drug_id = g.drug_id
            """)) {
      statement.setArray(1, Columns.text(connection, evidence, Evidence::citationId));
      statement.setArray(2, Columns.text(connection, evidence, Evidence::conditionId));
      statement.setArray(3, Columns.text(connection, evidence, Evidence::drugId));
      statement.executeUpdate();
    }
  }
}
