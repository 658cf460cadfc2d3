package org.livingevidence.citations.reading;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Keeps the entries of citations in step with what is written of them: in the transaction that
/// writes the citation, under its lock. Old and new entries are compared as sets, and a topic's
/// count moves only with a row.
@Singleton
public class ReadingEntries {
  /// A slot that no other open transaction counts in, by a lock that ends with this one. When all
  /// are taken, writers share one and wait for each other there.
  private static final String SLOT =
      """
      select coalesce(
               (select s from generate_series(1, 64) s
                 where pg_try_advisory_xact_lock(1200, s)
                 limit 1),
               0)
      """;

  private static final String REPLACE =
      """
      with wanted as (
        select *
          from unnest(?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::boolean[], ?::int[],
                      ?::text[], ?::text[], ?::bigint[], ?::boolean[])
               as w (topic_id, citation_id, indexed, major, in_title, year, design, species, score,
                     withdrawn)),
      gone as (
        delete from reading_entry e
         where e.citation_id = any (?)
           and not exists (select from wanted w
                            where w.topic_id = e.topic_id and w.citation_id = e.citation_id)
        returning e.topic_id),
      come as (
        insert into reading_entry as e
               (topic_id, citation_id, indexed, major, in_title, year, design, species, score,
                withdrawn)
        select * from wanted
        on conflict (citation_id, topic_id) do update
           set indexed = excluded.indexed, major = excluded.major, in_title = excluded.in_title,
               year = excluded.year, design = excluded.design, species = excluded.species,
               score = excluded.score, withdrawn = excluded.withdrawn
         where (e.indexed, e.major, e.in_title, e.year, e.design, e.species, e.score, e.withdrawn)
               is distinct from
               (excluded.indexed, excluded.major, excluded.in_title, excluded.year, excluded.design,
                excluded.species, excluded.score, excluded.withdrawn)
        returning e.topic_id, e.xmax = 0 as inserted),
      moved as (
        select m.topic_id, sum(m.n) as n
          from (select topic_id, -1 as n from gone
                union all
                select topic_id, 1 from come where inserted) m
         group by m.topic_id)
      insert into reading_count as c (topic_id, slot, n)
      select m.topic_id, ?, m.n from moved m where m.n <> 0 order by m.topic_id
      on conflict (topic_id, slot) do update set n = c.n + excluded.n
      """;

  /// Makes the entries of these citations what their data say.
  ///
  /// @param citations what is written, by id
  public void written(Connection connection, Map<String, JsonNode> citations) throws SQLException {
    List<ReadingEntry> wanted = new ArrayList<>();
    citations.forEach((id, citation) -> wanted.addAll(ReadingEntry.of(id, citation)));
    replace(connection, citations.keySet(), wanted);
  }

  /// Removes the entries of citations that are no more.
  public void deleted(Connection connection, Collection<String> ids) throws SQLException {
    replace(connection, ids, List.of());
  }

  private static void replace(
      Connection connection, Collection<String> ids, List<ReadingEntry> wanted)
      throws SQLException {
    int slot = slot(connection);
    try (PreparedStatement replace = connection.prepareStatement(REPLACE)) {
      int at = 0;
      at = array(replace, at, "text", wanted, ReadingEntry::topicId);
      at = array(replace, at, "text", wanted, ReadingEntry::citationId);
      at = array(replace, at, "boolean", wanted, ReadingEntry::indexed);
      at = array(replace, at, "boolean", wanted, ReadingEntry::major);
      at = array(replace, at, "boolean", wanted, ReadingEntry::inTitle);
      at = array(replace, at, "int", wanted, ReadingEntry::year);
      at = array(replace, at, "text", wanted, entry -> entry.design().label());
      at = array(replace, at, "text", wanted, entry -> entry.species().label());
      at = array(replace, at, "bigint", wanted, ReadingEntry::score);
      at = array(replace, at, "boolean", wanted, ReadingEntry::withdrawn);
      replace.setArray(++at, connection.createArrayOf("text", ids.toArray()));
      replace.setInt(++at, slot);
      replace.executeUpdate();
    }
  }

  private static int slot(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SLOT);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  private static <T> int array(
      PreparedStatement statement,
      int at,
      String type,
      List<ReadingEntry> entries,
      Function<ReadingEntry, T> column)
      throws SQLException {
    Object[] values = entries.stream().map(column).toArray();
    statement.setArray(at + 1, statement.getConnection().createArrayOf(type, values));
    return at + 1;
  }
}
