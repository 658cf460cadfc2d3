package org.livingevidence.citations.contribution;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.Merging.Turn;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.StateJson;

/// Finds the citations that a record may be of, and reads what they consist of.
@Singleton
class GroupStore {
  private static final long LOCK = 601;

  private static final String BESIDE_OTHERS =
      """
      select pg_advisory_xact_lock_shared(?)
      """;

  private static final String ALONE =
      """
      select pg_advisory_xact_lock(?)
      """;

  /// Each way by its own index.
  private static final String CANDIDATES =
      """
      select id from citation where id = any (?)
      union
      select id from citation where pmid = any (?) and id <> 'pmid:' || pmid
      union
      select id from citation where doi = any (?)
      union
      select id from citation where pmcid = any (?)
      union
      select id from citation where title_key = any (?)
      union
      select id from citation where place_key = any (?)
      """;

  /// Of citations that no PMID names: NLM's own records are told apart by NLM.
  private static final String UNNUMBERED =
      """
      select id from citation where pmid = any (?) and id <> 'pmid:' || pmid
      union
      select id from citation where doi = any (?) and pmid is null
      union
      select id from citation where pmcid = any (?) and pmid is null
      union
      select id from citation where title_key = any (?) and pmid is null
      union
      select id from citation where place_key = any (?) and pmid is null
      """;

  private static final String GROUPS =
      """
      select c.id, c.hash, c.data::text, p.data::text
        from citation c
        left join citation_principal p on p.id = c.id
       where c.id = any (?)
      """;

  private static final String PRINCIPAL =
      """
      insert into citation_principal (id, data)
      select p.id, p.data::jsonb from unnest(?::text[], ?::text[]) as p (id, data)
      on conflict (id) do update set data = excluded.data
      """;

  private static final String NO_PRINCIPAL =
      """
      delete from citation_principal where id = any (?)
      """;

  private final PartStore parts;

  GroupStore(PartStore parts) {
    this.parts = parts;
  }

  void turn(Connection connection, Turn turn) throws SQLException {
    String sql = turn == Turn.ALONE ? ALONE : BESIDE_OTHERS;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      statement.executeQuery().close();
    }
  }

  /// @return the ids of citations that share an identifier or a key with one of the records
  Set<String> candidates(Connection connection, Collection<Fingerprint> records)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CANDIDATES)) {
      statement.setArray(
          1,
          connection.createArrayOf(
              "text",
              records.stream()
                  .map(Fingerprint::pmid)
                  .filter(pmid -> !pmid.isEmpty())
                  .map(pmid -> "pmid:" + pmid)
                  .toArray()));
      keys(connection, statement, 2, records);
      return ids(statement);
    }
  }

  /// @return the same among citations that are not named by a PMID
  Set<String> unnumbered(Connection connection, Collection<Fingerprint> records)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UNNUMBERED)) {
      keys(connection, statement, 1, records);
      return ids(statement);
    }
  }

  /// @return what the citations consist of, of those that exist
  Map<String, Group> read(Connection connection, Collection<String> ids) throws SQLException {
    Map<String, Group> groups = new TreeMap<>();
    if (ids.isEmpty()) {
      return groups;
    }
    try (PreparedStatement statement = connection.prepareStatement(GROUPS)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String id = rows.getString(1);
          String hash = rows.getString(2);
          JsonNode stored = StateJson.parse(rows.getString(3));
          String apart = rows.getString(4);
          Citation principal = null;
          if (apart != null) {
            principal = StateJson.read(apart, Citation.class);
          } else if (!hash.isEmpty()) {
            principal = StateJson.read(rows.getString(3), Citation.class).withMentions(List.of());
          }
          groups.put(id, new Group(id, principal, hash, stored));
        }
      }
    }
    parts
        .of(connection, groups.keySet())
        .forEach((id, held) -> Objects.requireNonNull(groups.get(id)).parts().addAll(held));
    return groups;
  }

  /// Keeps the principals of citations with parts apart, and of no others.
  void keepPrincipals(Connection connection, Collection<Group> groups) throws SQLException {
    List<String> ids = new ArrayList<>();
    List<String> data = new ArrayList<>();
    List<String> none = new ArrayList<>();
    for (Group group : groups) {
      Citation principal = group.principal();
      if (principal == null || group.parts().isEmpty()) {
        none.add(group.id());
      } else {
        ids.add(group.id());
        data.add(StateJson.write(principal));
      }
    }
    if (!ids.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(PRINCIPAL)) {
        statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
        statement.setArray(2, connection.createArrayOf("text", data.toArray()));
        statement.executeUpdate();
      }
    }
    if (!none.isEmpty()) {
      try (PreparedStatement statement = connection.prepareStatement(NO_PRINCIPAL)) {
        statement.setArray(1, connection.createArrayOf("text", none.toArray()));
        statement.executeUpdate();
      }
    }
  }

  /// Forgets parts.
  void forget(Connection connection, Collection<Part> gone) throws SQLException {
    if (!gone.isEmpty()) {
      parts.remove(connection, gone.stream().map(Part::name).toList());
    }
  }

  /// Forgets parts that are principals again; the others are written where they belong now.
  void drop(Connection connection, Collection<Part> leaving) throws SQLException {
    parts.remove(
        connection,
        leaving.stream()
            .filter(part -> part.source().equals(Sources.CURATED))
            .map(Part::name)
            .toList());
  }

  private static void keys(
      Connection connection, PreparedStatement statement, int from, Collection<Fingerprint> records)
      throws SQLException {
    int parameter = from;
    for (Object[] values :
        new Object[][] {
          present(records.stream().map(Fingerprint::pmid).toList()),
          present(records.stream().map(Fingerprint::doi).toList()),
          present(records.stream().map(Fingerprint::pmcid).toList())
        }) {
      statement.setArray(parameter++, connection.createArrayOf("text", values));
    }
    for (Object[] values :
        new Object[][] {
          records.stream().map(Fingerprint::titleKey).filter(key -> key != 0).toArray(),
          records.stream().map(Fingerprint::placeKey).filter(key -> key != 0).toArray()
        }) {
      statement.setArray(parameter++, connection.createArrayOf("bigint", values));
    }
  }

  private static Object[] present(List<String> values) {
    return values.stream().filter(value -> !value.isEmpty()).distinct().toArray();
  }

  private static Set<String> ids(PreparedStatement statement) throws SQLException {
    Set<String> ids = new HashSet<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /// @return whether a part that waits is of this citation
  static boolean concerns(Part part, Citation citation) {
    Citation.Identifiers wanted = part.citation().identifiers();
    Citation.Identifiers ids = citation.identifiers();
    if (wanted == null || ids == null) {
      return false;
    }
    return wanted.pmid() != null && ids.pmid() != null
        ? wanted.pmid().equals(ids.pmid())
        : wanted.doi() != null && wanted.doi().equals(ids.doi());
  }

  /// @return the id that a citation's strongest identifier makes; null where it has none
  static @Nullable String strongest(Citation citation) {
    Citation.Identifiers ids = citation.identifiers();
    if (ids == null) {
      return null;
    }
    return ids.pmid() != null
        ? "pmid:" + ids.pmid()
        : ids.doi() != null
            ? "doi:" + ids.doi()
            : ids.pmcid() != null ? "pmcid:" + ids.pmcid() : null;
  }
}
