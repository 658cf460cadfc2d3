package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.livingevidence.teststack.Database;

/// A relay in a process of its own. It stops itself (SIGSTOP) whenever it has read a thing whose
/// text says so, that is between reading a state and sending it.
final class RelayMain {
  static final String STOP = "stop after reading this";

  private RelayMain() {}

  /// Arguments: JDBC URL, user, password, Kafka's address, topic, transactional id.
  public static void main(String[] arguments) throws InterruptedException {
    Database database = new Database(arguments[0], arguments[1], arguments[2]);
    try (Things things = new Things(arguments[4], database, null)) {
      things.set("transactional-id", arguments[5]);
      new Relay(
              things.config(),
              new DirectConnections(
                  database.jdbcUrl(), database.user(), database.password(), Duration.ofSeconds(5)),
              Map.of("bootstrap.servers", arguments[3]),
              List.of(new StoppingSource(things.source)),
              EventSchemas.none(),
              new RelayMetrics(new SimpleMeterRegistry()))
          .start();
      new CountDownLatch(1).await();
    }
  }

  private record StoppingSource(AggregateSource source) implements AggregateSource {
    @Override
    public String type() {
      return source.type();
    }

    @Override
    public String topic() {
      return source.topic();
    }

    @Override
    public String dataSchema() {
      return source.dataSchema();
    }

    @Override
    public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
        throws SQLException {
      Map<String, JsonNode> states = source.read(snapshot, ids);
      if (states.values().stream().anyMatch(data -> data.path("text").asText().equals(STOP))) {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
          new ProcessBuilder("kill", "-STOP", self).start().waitFor();
        } catch (IOException | InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return states;
    }
  }
}
