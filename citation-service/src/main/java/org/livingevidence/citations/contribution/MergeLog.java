package org.livingevidence.citations.contribution;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.duplicate.Verdict;

/// What was merged and why, under which ids citations stood before, and the pairs that a person
/// decides. All write in the caller's transaction.
@Singleton
class MergeLog {
  private static final String MERGED =
      """
      insert into citation_merge (survivor, source, key, former, reason, by_whom)
      select m.survivor, m.source, m.key, m.former, m.reason, ?
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
             as m (survivor, source, key, former, reason)
      """;

  private static final String ALIAS =
      """
      insert into citation_alias (id, citation_id)
      select a.id, a.citation_id from unnest(?::text[], ?::text[]) as a (id, citation_id)
      on conflict (id) do update set citation_id = excluded.citation_id
      """;

  /// Those that led to an absorbed citation lead to the survivor.
  private static final String FOLLOW =
      """
      update citation_alias l
         set citation_id = a.citation_id
        from unnest(?::text[], ?::text[]) as a (id, citation_id)
       where l.citation_id = a.id
      """;

  private static final String NO_ALIAS =
      """
      delete from citation_alias where id = any (?)
      """;

  private static final String PAIR =
      """
      insert into citation_pair (one, other, verdict, reason)
      select least(p.one, p.other), greatest(p.one, p.other), p.verdict, p.reason
        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as p (one, other, verdict, reason)
      on conflict (one, other) do nothing
      """;

  private static final String APART =
      """
      select one, other from citation_pair
       where decision = 'different' and one = any (?)
      union all
      select one, other from citation_pair
       where decision = 'different' and other = any (?)
      """;

  private static final String KEEP_APART =
      """
      insert into citation_pair (one, other, verdict, reason, decision, decided_by, decided_at)
      values (least(?, ? collate "C"), greatest(?, ? collate "C"), 'ambiguous', ?, 'different', ?, clock_timestamp())
      on conflict (one, other) do update
         set decision = 'different', decided_by = excluded.decided_by, decided_at = excluded.decided_at
      """;

  /// A record that joined a citation.
  ///
  /// @param former the id of the citation that it was by itself; null when it joined as it came
  record Merge(String survivor, Part.Key name, @Nullable String former, String reason) {}

  /// Two citations that are alike.
  record Pair(String one, String other, Verdict verdict) {}

  void merged(Connection connection, Collection<Merge> merges, String who) throws SQLException {
    if (merges.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(MERGED)) {
      statement.setString(1, who);
      text(connection, statement, 2, merges.stream().map(Merge::survivor).toList());
      text(connection, statement, 3, merges.stream().map(merge -> merge.name().source()).toList());
      text(connection, statement, 4, merges.stream().map(merge -> merge.name().key()).toList());
      statement.setArray(
          5, connection.createArrayOf("text", merges.stream().map(Merge::former).toArray()));
      text(connection, statement, 6, merges.stream().map(Merge::reason).toList());
      statement.executeUpdate();
    }
  }

  /// @param former absorbed citations, and into which
  void renamed(Connection connection, Map<String, String> former) throws SQLException {
    if (former.isEmpty()) {
      return;
    }
    for (String sql : List.of(ALIAS, FOLLOW)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        text(connection, statement, 1, former.keySet());
        text(connection, statement, 2, former.keySet().stream().map(former::get).toList());
        statement.executeUpdate();
      }
    }
  }

  /// Ids that name citations again.
  void standAgain(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NO_ALIAS)) {
      text(connection, statement, 1, ids);
      statement.executeUpdate();
    }
  }

  /// Queues pairs that are not known yet.
  void alike(Connection connection, Collection<Pair> pairs) throws SQLException {
    if (pairs.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(PAIR)) {
      text(connection, statement, 1, pairs.stream().map(Pair::one).toList());
      text(connection, statement, 2, pairs.stream().map(Pair::other).toList());
      text(
          connection,
          statement,
          3,
          pairs.stream()
              .map(pair -> pair.verdict().kind() == Verdict.Kind.LINKED ? "linked" : "ambiguous")
              .toList());
      text(connection, statement, 4, pairs.stream().map(pair -> pair.verdict().reason()).toList());
      statement.executeUpdate();
    }
  }

  /// @return pairs among these citations that a person keeps apart, as `one other`
  Set<String> apart(Connection connection, Collection<String> ids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(APART)) {
      text(connection, statement, 1, ids);
      text(connection, statement, 2, ids);
      Set<String> apart = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          apart.add(rows.getString(1) + " " + rows.getString(2));
          apart.add(rows.getString(2) + " " + rows.getString(1));
        }
      }
      return apart;
    }
  }

  /// Notes that a person keeps two apart.
  void keepApart(Connection connection, String one, String other, String reason, String who)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KEEP_APART)) {
      statement.setString(1, one);
      statement.setString(2, other);
      statement.setString(3, one);
      statement.setString(4, other);
      statement.setString(5, reason);
      statement.setString(6, who);
      statement.executeUpdate();
    }
  }

  private static void text(
      Connection connection, PreparedStatement statement, int parameter, Collection<String> values)
      throws SQLException {
    statement.setArray(parameter, connection.createArrayOf("text", values.toArray()));
  }
}
