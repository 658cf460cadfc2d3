package org.livingevidence.citations.reading;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.Design;
import org.livingevidence.bibliography.Species;
import org.livingevidence.citations.event.StateJson;

/// Reads the lists: each page is one statement, so one moment, and one walk along the index.
@Singleton
class ReadingList {
  private static final String PAGE =
      """
      with t as materialized (
        select t.id, coalesce(t.data ->> 'naturalName', t.data ->> 'name') as name,
               t.data ->> 'replacedBy' as replaced_by,
               (select coalesce(sum(c.n), 0) from reading_count c where c.topic_id = t.id) as total,
               exists (select from reading_fill) as filling
          from topic t
         where t.id = ?),
      p as materialized (
        select *
          from reading_entry e
         where e.topic_id = ?
           and (e.withdrawn, -e.score, -e.year, e.citation_id) > (?, ?, ?, ?)
         order by e.withdrawn, -e.score, -e.year, e.citation_id
         limit ?)
      select t.id, t.name, t.replaced_by, t.total, t.filling,
             p.citation_id, p.indexed, p.major, p.in_title, p.year, p.design, p.species, p.withdrawn,
             c.data::text
        from t
        left join (p join citation c on c.id = p.citation_id) on true
       order by p.withdrawn, -p.score, -p.year, p.citation_id
      """;

  private final DataSource dataSource;

  ReadingList(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// An entry with the citation's data.
  record Listed(ReadingEntry entry, JsonNode citation) {}

  /// A part of a topic's list.
  ///
  /// @param replacedBy the topic that stands for this one now
  /// @param filling whether entries from before are still being added
  record Page(
      String id,
      @Nullable String name,
      @Nullable String replacedBy,
      long total,
      boolean filling,
      List<Listed> entries) {}

  /// @return at most `limit` entries behind `after`; null when there is no such topic
  @Nullable Page page(String topic, ReadingPlace after, int limit) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(PAGE)) {
      select.setString(1, topic);
      select.setString(2, topic);
      select.setBoolean(3, after.withdrawn());
      select.setLong(4, -after.score());
      select.setInt(5, -after.year());
      select.setString(6, after.citationId());
      select.setInt(7, limit);
      try (ResultSet rows = select.executeQuery()) {
        Page page = null;
        List<Listed> entries = new ArrayList<>();
        while (rows.next()) {
          if (page == null) {
            page =
                new Page(
                    rows.getString(1),
                    rows.getString(2),
                    rows.getString(3),
                    rows.getLong(4),
                    rows.getBoolean(5),
                    entries);
          }
          String citation = rows.getString(6);
          if (citation != null) {
            entries.add(
                new Listed(entry(topic, citation, rows), StateJson.parse(rows.getString(14))));
          }
        }
        return page;
      }
    }
  }

  private static ReadingEntry entry(String topic, String citation, ResultSet row)
      throws SQLException {
    return new ReadingEntry(
        topic,
        citation,
        row.getBoolean(7),
        row.getBoolean(8),
        row.getBoolean(9),
        row.getInt(10),
        Design.of(row.getString(11)),
        Species.of(row.getString(12)),
        row.getBoolean(13));
  }
}
