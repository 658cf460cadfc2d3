package org.livingevidence.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.flywaydb.core.Flyway;
import org.livingevidence.teststack.Database;
import org.livingevidence.teststack.TestStack;

/// What one run happens in: an owner's database, a gateway's database, and topics of their own.
public final class World implements AutoCloseable {
  /// The types of aggregates, all of one owner here, each with the topic of its events.
  public static final Map<String, String> TOPICS =
      Map.of("topic", "topics", "citation", "citations", "drug", "drugs");

  private final TestStack stack = TestStack.get();
  private final Database owner = stack.createDatabase("faults_owner");
  private final Database gateway = stack.createDatabase("faults_gateway");
  private final String prefix = "faults-" + UUID.randomUUID() + ".";

  private final KafkaConsumer<byte[], byte[]> ends =
      new KafkaConsumer<>(
          Map.of(
              "bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
          new ByteArrayDeserializer(),
          new ByteArrayDeserializer());

  World() {
    migrate(owner, "classpath:db/outbox");
    run(
        owner,
        """
        create table state (type text, id text, data jsonb not null, primary key (type, id));
        -- Full copies beside the slim rows, for planted errors that need them.
        create table payload (
          type text, id text, version bigint, data jsonb, primary key (type, id, version));
        """);
    migrateGateway(gateway);
    stack.createTopics(TOPICS.keySet().stream().map(this::topic).toList(), 1);
    stack.createTopics(List.of(prefix + "gateway.dead-letters"), 1);
  }

  public Database owner() {
    return owner;
  }

  public Database gateway() {
    return gateway;
  }

  /// The offset after the last committed record.
  public long end(TopicPartition partition) {
    return ends.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
  }

  /// What the topics' names begin with.
  public String prefix() {
    return prefix;
  }

  /// The Kafka topic of a type.
  public String topic(String type) {
    return prefix + TOPICS.get(type);
  }

  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  /// An empty database with the gateway's tables.
  public Database anotherGateway() {
    Database database = stack.createDatabase("faults_replay");
    migrateGateway(database);
    return database;
  }

  /// Stops Kafka and starts it again.
  void restartKafka(Runnable meanwhile) {
    stack.kafka().stop();
    try {
      meanwhile.run();
    } finally {
      stack.kafka().start();
    }
  }

  /// Ends the owner's database sessions of a purpose, as the server does with those that fell
  /// silent.
  ///
  /// @param purpose the sessions' application name
  public void endSessions(String purpose) {
    try (Connection connection = owner.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                """
                select pg_terminate_backend(pid, 5000) from pg_stat_activity
                 where datname = current_database() and application_name = ?
                """)) {
      statement.setString(1, purpose);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void migrateGateway(Database database) {
    migrate(database, "classpath:db/migration", "classpath:db/outbox");
  }

  private static void migrate(Database database, String... locations) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .locations(locations)
        .load()
        .migrate();
  }

  public static void run(Database database, String sql) {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    ends.close();
  }
}
