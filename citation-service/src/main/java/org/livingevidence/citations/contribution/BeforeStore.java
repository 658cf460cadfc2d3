package org.livingevidence.citations.contribution;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.event.StateJson;

/// What stood before imports changed it. All run in the caller's transaction.
@Singleton
class BeforeStore {
  private static final String KEEP =
      """
      insert into citation_before
             (import_id, id, data, hash, record, deletion, release, awaited, undated, earlier)
      select ?, i.id, case when c.hash <> '' then coalesce(p.data, c.data - 'mentions') end,
             nullif(c.hash, ''), s.record, s.deletion, s.release, coalesce(s.awaited, false), s.undated,
             s.import_id
        from unnest(?::text[]) as i (id)
        left join citation c on c.id = i.id
        left join citation_principal p on p.id = i.id
        left join source_record s on s.type = 'citation' and s.id = i.id
       where c.id is not null or s.id is not null
      on conflict do nothing
      """;

  private static final String KEEP_PARTS =
      """
      insert into citation_part_before (import_id, source, key, revised, data, hash, earlier)
      select ?, p.source, p.key, p.revised, p.data, p.hash, p.import_id
        from citation_part p
        join unnest(?::text[], ?::text[]) as n (source, key) using (source, key)
       where p.import_id is distinct from ?
      on conflict do nothing
      """;

  /// Ids whose principal is still what the import made it: its source's record is the import's, and
  /// the state is that record's.
  private static final String STANDING =
      """
      select s.id
        from source_record s
        left join citation c on c.id = s.id
       where s.type = 'citation' and s.import_id = ? and s.id = any (?)
         and (c.id is null or c.hash = '' or s.record like '%:' || c.hash)
      """;

  private static final String BEFORE =
      """
      select id, data::text, hash from citation_before where import_id = ? and id = any (?)
      """;

  private static final String REMEMBER =
      """
      update source_record s
         set record = b.record, deletion = b.deletion, release = b.release, awaited = b.awaited,
             undated = b.undated, import_id = b.earlier
        from citation_before b
       where b.import_id = ? and b.id = any (?) and s.type = 'citation' and s.id = b.id
      """;

  private static final String FORGET =
      """
      delete from source_record s
       where s.type = 'citation' and s.id = any (?) and s.import_id = ?
         and not exists (select from citation_before b where b.import_id = ? and b.id = s.id)
      """;

  private static final String PARTS_BEFORE =
      """
      select source, key, revised, data::text, hash, earlier
        from citation_part_before where import_id = ?
      """;

  private static final String DONE =
      """
      delete from citation_before where import_id = ? and id = any (?)
      """;

  private static final String WAITING =
      """
      delete from citation_part where import_id = ? and citation_id is null and not withdrawn
      """;

  private static final String ALIASES =
      """
      select id, citation_id from citation_alias where id = any (?)
      """;

  /// A principal as it was.
  record Principal(Citation citation, String hash) {}

  /// Keeps what stands of citations that an import is about to change.
  void keep(Connection connection, String importId, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, importId);
      statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
      statement.executeUpdate();
    }
  }

  /// Keeps parts that an import is about to replace.
  void keepParts(Connection connection, String importId, Collection<Part.Key> names)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_PARTS)) {
      statement.setString(1, importId);
      statement.setArray(
          2, connection.createArrayOf("text", names.stream().map(Part.Key::source).toArray()));
      statement.setArray(
          3, connection.createArrayOf("text", names.stream().map(Part.Key::key).toArray()));
      statement.setString(4, importId);
      statement.executeUpdate();
    }
  }

  /// @return of these citations, those whose principal is still what the import made it
  Set<String> standing(Connection connection, String importId, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = statement(connection, STANDING, importId, ids);
        ResultSet rows = statement.executeQuery()) {
      Set<String> standing = new HashSet<>();
      while (rows.next()) {
        standing.add(rows.getString(1));
      }
      return standing;
    }
  }

  /// @return the principals before the import, of citations that had one
  Map<String, Principal> principals(Connection connection, String importId, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement statement = statement(connection, BEFORE, importId, ids);
        ResultSet rows = statement.executeQuery()) {
      Map<String, Principal> before = new HashMap<>();
      while (rows.next()) {
        String data = rows.getString(2);
        if (data != null) {
          before.put(
              rows.getString(1),
              new Principal(StateJson.read(data, Citation.class), rows.getString(3)));
        }
      }
      return before;
    }
  }

  /// Remembers of the sources of citations what was remembered before the import.
  void rememberAsBefore(Connection connection, String importId, Collection<String> ids)
      throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
      forget.setArray(1, connection.createArrayOf("text", ids.toArray()));
      forget.setString(2, importId);
      forget.setString(3, importId);
      forget.executeUpdate();
    }
    for (String sql : new String[] {REMEMBER, DONE}) {
      try (PreparedStatement statement = statement(connection, sql, importId, ids)) {
        statement.executeUpdate();
      }
    }
  }

  /// @return the parts that the import replaced, as they were, by their names
  Map<Part.Key, Part> parts(Connection connection, String importId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARTS_BEFORE)) {
      statement.setString(1, importId);
      Map<Part.Key, Part> before = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Part part =
              new Part(
                  rows.getString(1),
                  rows.getString(2),
                  null,
                  false,
                  rows.getString(3),
                  StateJson.read(rows.getString(4), Citation.class),
                  rows.getString(5),
                  rows.getString(6),
                  0);
          before.put(part.name(), part);
        }
      }
      return before;
    }
  }

  /// Forgets the import's parts that wait for a citation.
  void forgetWaiting(Connection connection, String importId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WAITING)) {
      statement.setString(1, importId);
      statement.executeUpdate();
    }
  }

  /// @return where ids lead that are not citations any more
  Map<String, String> aliases(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ALIASES)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      Map<String, String> aliases = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          aliases.put(rows.getString(1), rows.getString(2));
        }
      }
      return aliases;
    }
  }

  private static PreparedStatement statement(
      Connection connection, String sql, String importId, Collection<String> ids)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, importId);
    statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
    return statement;
  }
}
