package org.livingevidence.gateway.projection;

import static org.awaitility.Awaitility.await;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.livingevidence.teststack.Database;
import org.livingevidence.teststack.TestStack;

/// A gateway's store of its own, and a projector's session on it.
final class TestStore {
  private final Database database;

  TestStore() {
    database = TestStack.get().createDatabase("gateway");
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations("db/migration", "db/outbox", "db/access")
        .load()
        .migrate();
  }

  Database database() {
    return database;
  }

  DirectConnections connections() {
    return new DirectConnections(database.jdbcUrl(), database.user(), database.password());
  }

  /// Elected as soon as the session before has ended at the server, which is after its end here.
  ProjectorSession elect() throws SQLException {
    return Objects.requireNonNull(
        await()
            .until(
                () -> ProjectorSession.elect(connections(), Duration.ofSeconds(60)),
                Objects::nonNull));
  }

  /// The first column of a query, as text.
  List<String> query(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// What views are made of, as text: without versions and without what is only kept of deleted
  /// aggregates.
  String content(int generation) throws SQLException {
    String schema = "g" + generation + ".";
    StringBuilder content = new StringBuilder();
    for (String sql :
        List.of(
            "select 'topic ' || data::text from %stopic where condition and not deleted order by id",
            "select 'name ' || n::text from %stopic_name n order by topic_id, name_key",
            "select 'parent ' || p::text from %stopic_parent p order by child, parent",
            "select 'citation ' || data::text from %scitation where not deleted order by id",
            "select 'retracted ' || r::text from %sretracted_key r order by key, citation_id",
            "select 'link ' || l::text from %scondition_citation l order by condition_id, citation_id",
            "select 'count ' || c::text from %scondition_count c order by condition_id, facet, value",
            "select 'drug ' || data::text from %sdrug where not deleted order by id",
            "select 'place ' || p::text from %scondition_drug p order by condition_id, drug_id",
            "select 'evidence ' || e::text from %scondition_drug_citation e"
                + " order by condition_id, drug_id, citation_id",
            "select 'drug count ' || c::text from %scondition_drug_count c"
                + " order by condition_id, drug_id, facet, value",
            "select 'relink ' || r::text from %srelink r order by topic_id")) {
      query(sql.formatted(schema)).forEach(line -> content.append(line).append('\n'));
    }
    return content.toString();
  }

  /// A projector without Kafka: batches go in by hand.
  static final class Hand implements AutoCloseable {
    private final ProjectorSession session;
    private final Applier applier;
    private final int generation;
    private final Knowledge knowledge;
    private final boolean live;

    Hand(ProjectorSession session, int generation, boolean live) throws SQLException {
      this.session = session;
      this.generation = generation;
      this.live = live;
      this.applier = new Applier(session, new DeadLetters(Map.of(), "living-evidence."), 200);
      this.knowledge = session.inTransaction(generation, t -> Knowledge.load(t.connection()));
    }

    static Hand live(TestStore store) throws SQLException {
      ProjectorSession session = store.elect();
      return new Hand(session, session.liveGeneration(), true);
    }

    Applied apply(TestEvents.Event... events) throws SQLException {
      return apply(List.of(events));
    }

    Applied apply(List<TestEvents.Event> events) throws SQLException {
      Batch batch = Batch.read(events.stream().map(TestEvents.Event::record).toList(), List.of());
      if (!batch.parked().isEmpty()) {
        throw new AssertionError(batch.parked().getFirst().reason());
      }
      return live
          ? applier.live(generation, knowledge, batch)
          : applier.beside(generation, knowledge, batch);
    }

    /// One step of relinking; null when there is nothing to do.
    @Nullable Applied relink(int atMost) throws SQLException {
      return applier.relink(generation, knowledge, atMost, live);
    }

    List<Applied> relinkAll(int atMost) throws SQLException {
      List<Applied> steps = new ArrayList<>();
      for (Applied step = relink(atMost); step != null; step = relink(atMost)) {
        steps.add(step);
      }
      return steps;
    }

    ProjectorSession session() {
      return session;
    }

    @Override
    public void close() {
      session.close();
    }
  }

  /// The projector's settings with some set.
  static ProjectionConfig config(Map<String, String> settings) {
    Map<String, String> named = new HashMap<>();
    settings.forEach((name, value) -> named.put("living-evidence.projection." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(ProjectionConfig.class)
        .withDefaultValues(named)
        .build()
        .getConfigMapping(ProjectionConfig.class);
  }
}
