package org.livingevidence.drugs.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.DatabaseFailure;

/// The tables of registers. Every method works in the caller's transaction or without one.
@ApplicationScoped
class RegisterStore {
  private static final ObjectMapper JSON = new JsonMapper();

  private static final String CURRENT =
      """
      current as (
        select distinct on (s.id) s.id, s.hash, s.release, s.seen_at, s.import_id
          from register_seen s join wanted w on w.id = s.id
         order by s.id, s.release desc, s.seen_at desc, s.hash)
      select c.id, c.hash, c.release, c.seen_at, c.import_id, e.data::text
        from current c join register_entry e on e.id = c.id and e.hash = c.hash
      """;

  private final DataSource database;

  RegisterStore(DataSource database) {
    this.database = database;
  }

  /// An entry as the newest release shows it.
  ///
  /// @param seen when an import last showed it so
  record Held(
      String id, String hash, String release, Instant seen, String importId, JsonNode data) {}

  private interface Work<T extends @Nullable Object> {
    T with(Connection connection) throws SQLException;
  }

  private <T extends @Nullable Object> T run(String doing, Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw new DatabaseFailure(doing, e);
    }
  }

  /// The entries of these ids, by id.
  Map<String, Held> current(Collection<String> ids) {
    return run(
        "reading entries of a register",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "with wanted as (select unnest(?::text[]) as id), " + CURRENT)) {
            select.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Map<String, Held> held = new HashMap<>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                held.put(rows.getString(1), held(rows));
              }
            }
            return held;
          }
        });
  }

  /// The entries of a register that are of one of these names now, in order of id.
  List<Held> named(Register register, Collection<String> keys) {
    return run(
        "reading what a register says of a drug",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  """
                  with wanted as (
                    select distinct k.id from register_key k
                      join register_entry e on e.id = k.id and e.hash = k.hash
                     where k.key = any (?) and e.register = ?),
                  """
                      + CURRENT
                      + """
                       where exists (
                         select from register_key k
                          where k.id = c.id and k.hash = c.hash and k.key = any (?))
                       order by c.id
                      """)) {
            var names = connection.createArrayOf("text", keys.toArray());
            select.setArray(1, names);
            select.setString(2, register.word());
            select.setArray(3, names);
            List<Held> held = new ArrayList<>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                held.add(held(rows));
              }
            }
            return held;
          }
        });
  }

  /// The newest release of a register that was imported; null when none was.
  @Nullable String newestRelease(Register register) {
    return run(
        "reading the releases of a register",
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "select max(release) from register_seen where register = ?")) {
            select.setString(1, register.word());
            try (var rows = select.executeQuery()) {
              return rows.next() ? rows.getString(1) : null;
            }
          }
        });
  }

  /// Keeps entries, and that an import showed them.
  void keep(List<RegisterRecord> entries, String importId) {
    var rows = JSON.createArrayNode();
    var keys = JSON.createArrayNode();
    for (var entry : entries) {
      var row = rows.addObject();
      row.put("id", entry.id())
          .put("hash", entry.hash())
          .put("register", entry.register().word())
          .put("release", entry.release());
      row.set("data", entry.data());
      entry
          .keys()
          .forEach(
              key ->
                  keys.addObject().put("id", entry.id()).put("hash", entry.hash()).put("key", key));
    }
    run(
        "keeping entries of a register",
        connection -> {
          update(
              connection,
              """
              insert into register_entry (id, hash, register, data)
              select distinct on (r.id, r.hash) r.id, r.hash, r.register, r.data
                from jsonb_to_recordset(?::jsonb) as r (id text, hash text, register text, data jsonb)
               order by r.id, r.hash
              on conflict do nothing
              """,
              rows.toString());
          update(
              connection,
              """
              insert into register_key (id, hash, key)
              select distinct r.id, r.hash, r.key
                from jsonb_to_recordset(?::jsonb) as r (id text, hash text, key text)
              on conflict do nothing
              """,
              keys.toString());
          try (var insert =
              connection.prepareStatement(
                  """
                  insert into register_seen (id, hash, import_id, register, release, seen_at)
                  select r.id, r.hash, ?, r.register, max(r.release), clock_timestamp()
                    from jsonb_to_recordset(?::jsonb)
                      as r (id text, hash text, register text, release text)
                   group by r.id, r.hash, r.register
                  on conflict (id, hash, import_id) do update
                    set release = greatest(register_seen.release, excluded.release)
                  """)) {
            insert.setString(1, importId);
            insert.setString(2, rows.toString());
            return insert.executeUpdate();
          }
        });
  }

  /// Forgets that an import showed entries, and the contents that no other import shows.
  void forget(Collection<String> ids, String importId) {
    run(
        "taking back entries of a register",
        connection -> {
          try (var delete =
                  connection.prepareStatement(
                      "delete from register_seen where id = any (?) and import_id = ?");
              var clear =
                  connection.prepareStatement(
                      """
                      delete from register_entry e
                       where e.id = any (?)
                         and not exists (
                               select from register_seen s where s.id = e.id and s.hash = e.hash)
                      """)) {
            var all = connection.createArrayOf("text", ids.toArray());
            delete.setArray(1, all);
            delete.setString(2, importId);
            delete.executeUpdate();
            clear.setArray(1, all);
            return clear.executeUpdate();
          }
        });
  }

  private static void update(Connection connection, String sql, String rows) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, rows);
      statement.executeUpdate();
    }
  }

  private static Held held(ResultSet row) throws SQLException {
    try {
      return new Held(
          row.getString(1),
          row.getString(2),
          row.getString(3),
          row.getTimestamp(4).toInstant(),
          row.getString(5),
          JSON.readTree(row.getString(6)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored entry of a register cannot be read", e);
    }
  }
}
