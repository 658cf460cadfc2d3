package org.livingevidence.gateway.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.livingevidence.gateway.intake.drug.DrugNames;
import org.livingevidence.gateway.intake.topic.Hierarchy;
import org.livingevidence.gateway.intake.topic.TopicIntake;

/// What links and places follow from beside the aggregates themselves: where conditions stand, and
/// what drugs are called.
///
/// @param mark the generation it is of, and how far topics and drugs were read then
record LinkingKnowledge(String mark, Hierarchy hierarchy, DrugNames drugNames) {
  private static final String MARK =
      """
      select p.generation || ':' || coalesce(
        (select string_agg(o.topic || '/' || o.partition || '@' || o.next_offset, ' '
                           order by o.topic, o.partition)
           from source_offset o where o.topic like '%.topics' or o.topic like '%.drugs'), '')
        from public.projector p
      """;

  static LinkingKnowledge load(Connection connection) throws SQLException {
    return new LinkingKnowledge(
        mark(connection), TopicIntake.load(connection), DrugNames.load(connection));
  }

  /// Whether no event of a topic or a drug was applied since.
  boolean isCurrent(Connection connection) throws SQLException {
    return mark.equals(mark(connection));
  }

  private static String mark(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(MARK)) {
      row.next();
      return row.getString(1);
    }
  }
}
