package org.livingevidence.gateway.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.livingevidence.faults.Crash;
import org.livingevidence.faults.Held;
import org.livingevidence.faults.Key;
import org.livingevidence.faults.ProjectorUnderTest;
import org.livingevidence.faults.World;
import org.livingevidence.teststack.Database;

/// The production projector without its thread: the same election, feed, fence and transactions.
public final class RealProjector implements ProjectorUnderTest {
  private static final Logger LOG = Logger.getLogger(RealProjector.class);
  private static final String LOCK = "1279610962"; // "LEPR", as ProjectorSession takes it
  private static final int RELINK_STEP = 2;

  private final World world;
  private final Database database;
  private final int atMost;
  private final ProjectorSession session;
  private final DeadLetters deadLetters;
  private final GenerationFeed feed;
  private SourceConsumer.Polled polled = new SourceConsumer.Polled(List.of(), List.of());

  /// Waits for the role, and takes it. Records are fetched one by one: how many a poll brings would
  /// otherwise depend on what has arrived.
  ///
  /// @param atMost records of one batch
  public RealProjector(World world, Database database, int atMost) {
    this.world = world;
    this.database = database;
    this.atMost = atMost;
    try {
      awaitRole();
      ProjectorSession elected =
          ProjectorSession.elect(
              new DirectConnections(database.jdbcUrl(), database.user(), database.password()),
              Duration.ofMinutes(10));
      if (elected == null) {
        throw new IllegalStateException("another projector is in office");
      }
      session = elected;
      int generation = session.liveGeneration();
      Map<String, Object> kafka = Map.of("bootstrap.servers", world.bootstrapServers());
      deadLetters = new DeadLetters(kafka, world.prefix());
      Applier applier = new Applier(session, deadLetters, 200);
      Map<TopicPartition, SourceOffset> stored =
          session.inTransaction(generation, t -> SourceOffset.load(t.connection()));
      try (SourceTopics topics = new SourceTopics(kafka, world.prefix(), Duration.ofDays(1))) {
        feed =
            new GenerationFeed(
                generation,
                true,
                new GenerationFeed.Opening(
                    session,
                    applier,
                    new SourceConsumer(kafka, 1, topics.compare(stored).offsets()),
                    applied -> {}));
      }
      prepareCrash(generation);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A predecessor's session may still be on its way out.
  private void awaitRole() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set lock_timeout = '5min'");
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
      statement.execute("select pg_advisory_unlock(" + LOCK + ")");
    }
  }

  /// Makes it possible to fail at the commit, when everything else of a transaction is done.
  private void prepareCrash(int generation) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("select to_regclass('public.crash') is null")) {
        row.next();
        if (!row.getBoolean(1)) {
          return;
        }
      }
      statement.execute(
          """
          create table public.crash (one boolean);
          create function public.crash_at_commit() returns trigger language plpgsql as $$
          begin
            if exists (select 1 from public.crash) then
              raise exception 'the process ends here';
            end if;
            return null;
          end $$;
          create constraint trigger crash_at_commit
            after insert or update on g%d.source_offset deferrable initially deferred
            for each row execute function public.crash_at_commit();
          """
              .formatted(generation));
    }
  }

  @Override
  public boolean poll(String type) {
    SourceConsumer consumer = feed.consumer();
    World.TOPICS.keySet().forEach(other -> consumer.pause(world.topic(other), !other.equals(type)));
    TopicPartition partition = new TopicPartition(world.topic(type), 0);
    long end = world.end(partition);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    List<SourceOffset> offsets = List.of();
    while (records.size() < atMost && consumer.position(partition) < end) {
      SourceConsumer.Polled some = feed.poll(Duration.ofMillis(100));
      if (!some.isEmpty()) {
        records.addAll(some.records());
        offsets = some.offsets();
      }
    }
    polled = new SourceConsumer.Polled(records, offsets);
    return !records.isEmpty();
  }

  @Override
  public Outcome apply(boolean crash) {
    if (crash) {
      World.run(database, "insert into public.crash values (true)");
    }
    try {
      feed.apply(polled.records(), polled.offsets());
      if (feed.relinking()) {
        var unused = feed.relinkStep(RELINK_STEP);
      }
      return Outcome.DONE;
    } catch (FencedException e) {
      return Outcome.FENCED;
    } catch (SQLException e) {
      if (crash) {
        throw new Crash();
      }
      LOG.debugf(e, "the projector failed");
      return Outcome.FAILED;
    } finally {
      if (crash) {
        World.run(database, "delete from public.crash");
      }
    }
  }

  @Override
  public void loseRole() {
    try {
      session.inTransaction(
          feed.number(),
          transaction -> {
            try (Statement statement = transaction.connection().createStatement()) {
              return statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
          });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Map<Key, Held> view() {
    Map<Key, Held> view = new HashMap<>();
    String sql =
        """
        select 'topic', id, version, hash, deleted from g%1$d.topic
        union all select 'citation', id, version, hash, deleted from g%1$d.citation
        union all select 'drug', id, version, hash, deleted from g%1$d.drug
        """
            .formatted(feed.number());
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        view.put(
            new Key(row.getString(1), row.getString(2)),
            new Held(row.getLong(3), row.getString(4), row.getBoolean(5)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return view;
  }

  @Override
  public String derived() {
    StringBuilder text = new StringBuilder();
    try {
      while (feed.relinkStep(RELINK_STEP)) {
        // The next step follows at once.
      }
      try (Connection connection = database.connect();
          Statement statement = connection.createStatement()) {
        for (String table :
            new String[] {
              "topic_name",
              "topic_parent",
              "condition_citation",
              "condition_count",
              "condition_drug",
              "condition_drug_citation",
              "condition_drug_count"
            }) {
          text.append(table).append('\n');
          try (ResultSet row =
              statement.executeQuery(
                  "select coalesce(string_agg(t::text, E'\\n' order by t::text collate \"C\"), '') from g%d.%s t"
                      .formatted(feed.number(), table))) {
            row.next();
            text.append(row.getString(1)).append('\n');
          }
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  @Override
  public void close() {
    feed.close();
    deadLetters.close();
    session.close();
  }
}
