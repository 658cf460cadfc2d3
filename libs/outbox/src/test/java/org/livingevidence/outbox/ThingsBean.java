package org.livingevidence.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// A service that owns things.
@ApplicationScoped
class ThingsBean {
  static final String TOPIC = "living-evidence.labels";

  private final Outbox outbox;
  private final DataSource dataSource;

  ThingsBean(Outbox outbox, DataSource dataSource) {
    this.outbox = outbox;
    this.dataSource = dataSource;
  }

  @Produces
  @Singleton
  AggregateSource source() {
    return new ThingSource("thing", TOPIC, "living-evidence:thing.v1.r1");
  }

  @Transactional
  EventId put(String id, String text) throws SQLException {
    LockedAggregate thing = outbox.lock("thing", id);
    try (Connection connection = dataSource.getConnection()) {
      Things.upsert(connection, id, text);
    }
    return thing.changed(List.of("/text"), Lane.INTERACTIVE);
  }

  @Transactional
  void putAndFail(String id) throws SQLException {
    var unused = put(id, "never");
    throw new IllegalStateException("after the append");
  }

  @Transactional
  LockedAggregate lockOnly(String id) {
    return outbox.lock("thing", id);
  }

  void mend(String id, String text) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update thing set data = jsonb_build_object('id', id, 'text', ?) where id = ?")) {
      statement.setString(1, text);
      statement.setString(2, id);
      statement.executeUpdate();
    }
  }
}
