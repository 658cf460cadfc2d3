package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.SQLException;
import org.livingevidence.gateway.intake.drug.DrugNames;
import org.livingevidence.gateway.intake.topic.Hierarchy;
import org.livingevidence.gateway.intake.topic.TopicIntake;

/// What the projector holds in memory of a generation: where conditions stand, and what drugs are
/// called. After a transaction that failed halfway it may be ahead of the store and is loaded
/// again.
record Knowledge(Hierarchy hierarchy, DrugNames drugNames) {
  /// Loads that of the connection's generation.
  static Knowledge load(Connection connection) throws SQLException {
    return new Knowledge(TopicIntake.load(connection), DrugNames.load(connection));
  }
}
