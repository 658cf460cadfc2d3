package org.livingevidence.citations.source;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// What is remembered of sources, in the table `source_record`.
@Singleton
public class SourceStore {
  private static final String READ =
      """
      select id, record, deletion, release, awaited, undated
        from source_record
       where type = ? and id = any (?)
      """;

  private static final String WRITE =
      """
      insert into source_record (type, id, record, deletion, release, awaited, undated, import_id)
      select ?, s.id, s.record, s.deletion, s.release, s.awaited, s.undated, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[], ?::text[])
             as s (id, record, deletion, release, awaited, undated)
      on conflict (type, id) do update
         set record = excluded.record, deletion = excluded.deletion, release = excluded.release,
             awaited = excluded.awaited, undated = excluded.undated, confirmed_at = clock_timestamp(),
             import_id = case when source_record.record is distinct from excluded.record
                                or source_record.deletion is distinct from excluded.deletion
                              then excluded.import_id else source_record.import_id end
      """;

  private final DataSource dataSource;

  SourceStore(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /// Remembers, in the caller's transaction and under the aggregate's lock, that a curator
  /// deleted what is there: its source brings it back only by revising it.
  public void deletedByCurator(String type, String id) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      Remembered remembered = read(connection, type, List.of(id)).get(id);
      SourcePosition record = remembered == null ? null : remembered.record();
      if (remembered != null && record != null) {
        remembered.cover(record.coveredInEveryRelease());
        write(connection, type, List.of(remembered), null);
      }
    }
  }

  Map<String, Remembered> read(Connection connection, String type, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(READ)) {
      statement.setString(1, type);
      statement.setArray(2, array(connection, "text", ids));
      Map<String, Remembered> found = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String undated = rows.getString(6);
          found.put(
              rows.getString(1),
              new Remembered(
                  rows.getString(1),
                  position(rows.getString(2)),
                  position(rows.getString(3)),
                  rows.getString(4),
                  rows.getBoolean(5),
                  undated == null ? List.of() : List.of(undated.split("\n"))));
        }
      }
      return found;
    }
  }

  /// @param importId whose they are; null when a person's
  void write(
      Connection connection, String type, Collection<Remembered> all, @Nullable String importId)
      throws SQLException {
    List<String> ids = new ArrayList<>();
    List<@Nullable String> records = new ArrayList<>();
    List<@Nullable String> deletions = new ArrayList<>();
    List<@Nullable String> releases = new ArrayList<>();
    List<Boolean> awaited = new ArrayList<>();
    List<@Nullable String> undated = new ArrayList<>();
    for (Remembered one : all) {
      ids.add(one.id());
      records.add(text(one.record()));
      deletions.add(text(one.deletion()));
      releases.add(one.release());
      awaited.add(one.awaited());
      undated.add(one.undated().isEmpty() ? null : String.join("\n", one.undated()));
    }
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setString(1, type);
      statement.setString(2, importId);
      statement.setArray(3, array(connection, "text", ids));
      statement.setArray(4, array(connection, "text", records));
      statement.setArray(5, array(connection, "text", deletions));
      statement.setArray(6, array(connection, "text", releases));
      statement.setArray(7, array(connection, "boolean", awaited));
      statement.setArray(8, array(connection, "text", undated));
      statement.executeUpdate();
    }
  }

  private static Array array(
      Connection connection, String type, Collection<? extends @Nullable Object> values)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  private static @Nullable SourcePosition position(@Nullable String text) {
    return text == null ? null : new SourcePosition(text);
  }

  private static @Nullable String text(@Nullable SourcePosition position) {
    return position == null ? null : position.text();
  }
}
