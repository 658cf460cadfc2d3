package org.livingevidence.citations.topic;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Page names of conditions, in the table `topic_slug`. A topic keeps the first it got, whatever
/// it is called later; a name that another topic has gets the topic's id appended.
@Singleton
public class TopicSlugs {
  private static final String KNOWN =
      """
      select topic_id, slug from topic_slug where topic_id = any (?)
      """;

  /// In the order of the slugs, so that two transactions never wait for each other; of one slug
  /// the lowest id gets it, a supplementary concept's last.
  private static final String ALLOCATE =
      """
      insert into topic_slug (slug, topic_id)
      select distinct on (w.slug) w.slug, w.topic_id
        from (select unnest(?::text[]) collate "C" as slug,
                     unnest(?::text[]) collate "C" as topic_id) w
       order by w.slug, w.topic_id ~ '^C[0-9]', w.topic_id
      on conflict (slug) do nothing
      """;

  /// Allocates what is missing.
  ///
  /// @param names natural names of conditions by topic id
  /// @return slugs by topic id
  Map<String, String> allocate(Connection connection, Map<String, String> names)
      throws SQLException {
    Map<String, String> slugs = known(connection, names.keySet());
    for (int round = 0; round < 2 && slugs.size() < names.size(); round++) {
      List<String> wanted = new ArrayList<>();
      List<String> topics = new ArrayList<>();
      for (Map.Entry<String, String> name : names.entrySet()) {
        if (!slugs.containsKey(name.getKey())) {
          wanted.add(wanted(name.getValue(), name.getKey(), round));
          topics.add(name.getKey());
        }
      }
      try (PreparedStatement statement = connection.prepareStatement(ALLOCATE)) {
        statement.setArray(1, connection.createArrayOf("text", wanted.toArray()));
        statement.setArray(2, connection.createArrayOf("text", topics.toArray()));
        statement.executeUpdate();
      }
      slugs = known(connection, names.keySet());
    }
    return slugs;
  }

  private static String wanted(String name, String topicId, int round) {
    String plain = TopicNames.slug(name);
    String id = TopicNames.slug(topicId.toLowerCase(Locale.ROOT));
    return plain.isEmpty() ? id : round == 0 ? plain : plain + "-" + id;
  }

  private static Map<String, String> known(Connection connection, Collection<String> topicIds)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(KNOWN)) {
      statement.setArray(1, connection.createArrayOf("text", topicIds.toArray()));
      Map<String, String> slugs = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          slugs.put(rows.getString(1), rows.getString(2));
        }
      }
      return slugs;
    }
  }
}
