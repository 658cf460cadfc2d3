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
import java.util.TreeMap;
import org.livingevidence.gateway.intake.Columns;

/// Links between citations and conditions: the old set and the new one are compared, and only the
/// difference is written. A counter moves only with a row.
final class LinkStore {
  private LinkStore() {}

  /// What a citation's new links did, by condition.
  ///
  /// @param gained or lost conditions
  /// @param ranked conditions where only terms of the rank differ
  /// @param kept every condition that it was under and still is
  record Difference(Set<String> gained, Set<String> lost, Set<String> ranked, Set<String> kept) {}

  /// Replaces the links of citations.
  ///
  /// @param wanted by citation id, its links by condition; empty for a deleted citation
  /// @param known those of them that may have links already
  /// @return the differences by citation id
  static Map<String, Difference> replace(
      Connection connection, Map<String, Map<String, Link>> wanted, Collection<String> known)
      throws SQLException {
    Map<String, Map<String, Link>> held = known.isEmpty() ? Map.of() : read(connection, known);
    List<Link> written = new ArrayList<>();
    List<Link> removed = new ArrayList<>();
    Counters counters = new Counters("condition_count", "condition_id", "facet", "value");
    Map<String, Difference> differences = new HashMap<>();
    wanted.forEach(
        (citation, links) -> {
          Map<String, Link> old = held.getOrDefault(citation, Map.of());
          Difference difference =
              new Difference(new HashSet<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
          links.forEach(
              (condition, link) -> {
                Link before = old.get(condition);
                if (before == null) {
                  difference.gained().add(condition);
                  count(counters, link, 1);
                  written.add(link);
                } else {
                  difference.kept().add(condition);
                  if (!before.equals(link)) {
                    difference.ranked().add(condition);
                    count(counters, before, -1);
                    count(counters, link, 1);
                    written.add(link);
                  }
                }
              });
          old.forEach(
              (condition, link) -> {
                if (!links.containsKey(condition)) {
                  difference.lost().add(condition);
                  count(counters, link, -1);
                  removed.add(link);
                }
              });
          differences.put(citation, difference);
        });
    write(connection, written);
    remove(connection, removed);
    counters.write(connection);
    return differences;
  }

  private static void count(Counters counters, Link link, long n) {
    String condition = link.conditionId();
    counters.add(n, condition, "total", "");
    counters.add(n, condition, "year", link.year() == 0 ? "unknown" : "" + link.year());
    counters.add(n, condition, "design", link.design());
    counters.add(n, condition, "species", link.species());
    if (link.retracted()) {
      counters.add(n, condition, "state", "retracted");
    }
  }

  private static Map<String, Map<String, Link>> read(
      Connection connection, Collection<String> citations) throws SQLException {
    Map<String, Map<String, Link>> links = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select citation_id, condition_id, direct, via, major, in_title, year, design, species,
              retracted, score, textual
            from condition_citation where citation_id = any (?)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", citations.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Link link =
              new Link(
                  row.getString(1),
                  row.getString(2),
                  row.getBoolean(3),
                  row.getString(4),
                  row.getBoolean(5),
                  row.getBoolean(6),
                  row.getInt(7),
                  row.getString(8),
                  row.getString(9),
                  row.getBoolean(10),
                  row.getLong(11),
                  row.getBoolean(12));
          links
              .computeIfAbsent(link.citationId(), id -> new TreeMap<>())
              .put(link.conditionId(), link);
        }
      }
    }
    return links;
  }

  private static void write(Connection connection, List<Link> links) throws SQLException {
    if (links.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into condition_citation (
              citation_id, condition_id, direct, via, major, in_title, year, design, species,
              retracted, score, textual)
            select * from unnest(
              ?::text[], ?::text[], ?::boolean[], ?::text[], ?::boolean[], ?::boolean[], ?::bigint[],
              ?::text[], ?::text[], ?::boolean[], ?::bigint[], ?::boolean[])
            on conflict (citation_id, condition_id) do update set
              direct = excluded.direct, via = excluded.via, major = excluded.major,
              in_title = excluded.in_title, year = excluded.year, design = excluded.design,
              species = excluded.species, retracted = excluded.retracted, score = excluded.score,
              textual = excluded.textual
            """)) {
      statement.setArray(1, Columns.text(connection, links, Link::citationId));
      statement.setArray(2, Columns.text(connection, links, Link::conditionId));
      statement.setArray(3, Columns.flag(connection, links, Link::direct));
      statement.setArray(4, Columns.text(connection, links, Link::via));
      statement.setArray(5, Columns.flag(connection, links, Link::major));
      statement.setArray(6, Columns.flag(connection, links, Link::inTitle));
      statement.setArray(7, Columns.number(connection, links, link -> (long) link.year()));
      statement.setArray(8, Columns.text(connection, links, Link::design));
      statement.setArray(9, Columns.text(connection, links, Link::species));
      statement.setArray(10, Columns.flag(connection, links, Link::retracted));
      statement.setArray(11, Columns.number(connection, links, Link::score));
      statement.setArray(12, Columns.flag(connection, links, Link::textual));
      statement.executeUpdate();
    }
  }

  private static void remove(Connection connection, List<Link> links) throws SQLException {
    if (links.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            delete from condition_citation l using unnest(?::text[], ?::text[]) as g (citation_id, condition_id)
            where l.citation_id = g.citation_id and l.condition_id = g.condition_id
            """)) {
      statement.setArray(1, Columns.text(connection, links, Link::citationId));
      statement.setArray(2, Columns.text(connection, links, Link::conditionId));
      statement.executeUpdate();
    }
  }
}
