package org.livingevidence.gateway.intake.topic;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The queue of relinking: topics whose place or name changed, so that everything naming them has
/// to be linked again, some at a time. A topic that changes again begins again.
public final class Relinks {
  /// Stands for every citation: a topic became a condition after headings naming it were left out,
  /// or the names of drugs changed. Among the conditions it stands for any.
  public static final String EVERYTHING = "*";

  private Relinks() {}

  /// One entry of the queue.
  ///
  /// @param topicId the topic, or [#EVERYTHING]
  /// @param afterId the last citation that is done; empty at the beginning
  public record Job(String topicId, String afterId) {}

  /// Queues every citation: what its text names may have changed, under whatever condition.
  public static void enqueueEverything(Connection connection) throws SQLException {
    enqueue(connection, Map.of(EVERYTHING, Set.of(EVERYTHING)));
  }

  /// Queues topics that something names; the others need nothing.
  ///
  /// @param reach by topic, the conditions whose links may change
  static void enqueue(Connection connection, Map<String, Set<String>> reach) throws SQLException {
    if (reach.isEmpty()) {
      return;
    }
    List<String> topics = new ArrayList<>(reach.size());
    List<String> conditions = new ArrayList<>(reach.size());
    reach.forEach(
        (topic, ids) -> {
          topics.add(topic);
          conditions.add(String.join("\n", ids));
        });
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into relink (topic_id, conditions)
            select r.topic_id, string_to_array(r.conditions, E'\\n')
            from unnest(?::text[], ?::text[]) as r (topic_id, conditions)
            where exists (select from citation_heading h where h.topic_id = r.topic_id)
               or exists (select from drug_topic d where d.topic_id = r.topic_id)
               or r.topic_id = '*' and exists (select from citation)
            on conflict (topic_id) do update set
              after_id = '',
              conditions = array(
                select distinct unnest(relink.conditions || excluded.conditions) order by 1)
            """)) {
      statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
      statement.setArray(2, connection.createArrayOf("text", conditions.toArray()));
      statement.executeUpdate();
    }
  }

  /// The next entry, or null when the queue is empty.
  public static @Nullable Job next(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select topic_id, after_id from relink order by topic_id limit 1")) {
      return row.next() ? new Job(row.getString(1), row.getString(2)) : null;
    }
  }

  /// How many topics wait.
  public static int size(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from relink")) {
      row.next();
      return row.getInt(1);
    }
  }

  /// Records how far an entry has come.
  public static void progress(Connection connection, String topicId, String afterId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update relink set after_id = ? where topic_id = ?")) {
      statement.setString(1, afterId);
      statement.setString(2, topicId);
      statement.executeUpdate();
    }
  }

  /// Takes an entry off the queue.
  public static void done(Connection connection, String topicId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from relink where topic_id = ?")) {
      statement.setString(1, topicId);
      statement.executeUpdate();
    }
  }
}
