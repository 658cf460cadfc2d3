package org.livingevidence.teststack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.livingevidence.local.FreePort;
import org.livingevidence.local.KafkaServer;
import org.livingevidence.local.KafkaTopic;
import org.livingevidence.local.PostgresServer;

/// The real PostgreSQL (durable, as in the local stack) and Kafka of a test JVM, started at first
/// use.
///
/// There is one of each per JVM, also when several class loaders load this class, as Quarkus tests
/// do: whoever comes first starts them and leaves their addresses, and handles made of JDK types
/// only, in [SharedFacts]. They lie in a temporary folder. A small shell process holds on to this
/// JVM: when the JVM ends, even by `kill -9`, it stops PostgreSQL and removes the folder.
public final class TestStack {
  private static final String KEY = "living-evidence.test-stack";
  private static final Object LOCK = TestStack.class;
  private static @Nullable TestStack instance;

  private final Map<String, Object> facts;

  private TestStack(Map<String, Object> facts) {
    this.facts = facts;
  }

  /// A server that a fault test may stop and start again; the data stay.
  ///
  /// @param starting starts it and returns when it accepts clients; harmless when it runs
  /// @param stopping stops it and returns when it has ended; harmless when it is stopped
  public record Part(Runnable starting, Runnable stopping) {
    public void start() {
      starting.run();
    }

    public void stop() {
      stopping.run();
    }
  }

  /// This JVM's stack, started when this is the first call.
  public static TestStack get() {
    synchronized (LOCK) {
      if (instance == null) {
        instance = new TestStack(sharedFacts());
      }
      return instance;
    }
  }

  /// What `bootstrap.servers` takes.
  public String bootstrapServers() {
    return fact("bootstrap", String.class);
  }

  /// A fresh empty database with an owner of its own.
  ///
  /// @param prefix a word for people who read logs; lower-case letters, digits and underscores
  public Database createDatabase(String prefix) {
    String name =
        prefix.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "_")
            + "_"
            + Long.toString(new Random().nextLong(Long.MAX_VALUE), 36);
    String password = "pw-" + name;
    server().ensureDatabase(name, password);
    return new Database(server().jdbcUrl(name), name, password);
  }

  /// Creates compacted topics with the broker's time on their records; existing ones stay as they
  /// are.
  public void createTopics(Collection<String> names, int partitions) {
    createTopics(names.stream().map(name -> KafkaTopic.compacted(name, partitions)).toList());
  }

  /// Creates the topics that do not exist yet.
  void createTopics(List<KafkaTopic> topics) {
    new KafkaServer(Path.of("unused"), fact("kafkaPort", Integer.class), 0).createTopics(topics);
  }

  public Part kafka() {
    return new Part(fact("kafkaStart", Runnable.class), fact("kafkaStop", Runnable.class));
  }

  public Part postgres() {
    return new Part(fact("postgresStart", Runnable.class), fact("postgresStop", Runnable.class));
  }

  /// The folder of this JVM's stack, removed when the JVM ends.
  Path folder() {
    return Path.of(fact("folder", String.class));
  }

  private PostgresServer server() {
    return new PostgresServer(
        Path.of("unused"),
        Path.of("unused"),
        fact("postgresPort", Integer.class),
        fact("postgresPassword", String.class),
        Map.of());
  }

  private <T> T fact(String name, Class<T> type) {
    Object value = facts.get(name);
    if (value == null) {
      throw new IllegalStateException("the test stack has no " + name);
    }
    return type.cast(value);
  }

  /// The facts left by whichever class loader came first, or those of a stack started now.
  @SuppressWarnings("unchecked") // only this class writes the key, and only with this shape
  private static Map<String, Object> sharedFacts() {
    Map<String, Object> shared = SharedFacts.all();
    Semaphore first = new Semaphore(1);
    Semaphore turn = (Semaphore) shared.computeIfAbsent(KEY + ".turn", key -> first);
    turn.acquireUninterruptibly();
    try {
      Object existing = shared.get(KEY);
      if (existing != null) {
        return (Map<String, Object>) existing;
      }
      Map<String, Object> started = startAll();
      shared.put(KEY, started);
      return started;
    } finally {
      turn.release();
    }
  }

  private static Map<String, Object> startAll() {
    try {
      Path folder = Files.createTempDirectory("living-evidence-test-");
      leash(folder);
      String password = "pw-" + Long.toString(new Random().nextLong(Long.MAX_VALUE), 36);
      PostgresServer postgres =
          new PostgresServer(
              folder.resolve("postgres"),
              folder.resolve("postgres.log"),
              FreePort.any(),
              password,
              Map.of("max_connections", "400"));
      int kafkaPort = FreePort.any();
      KafkaServer kafka = new KafkaServer(folder.resolve("kafka"), kafkaPort, FreePort.any());
      Thread beside = Thread.ofPlatform().start(postgres::start);
      kafka.start();
      beside.join();
      if (!postgres.running()) {
        throw new IllegalStateException(
            "PostgreSQL did not start: " + Files.readString(folder.resolve("postgres.log")));
      }
      Map<String, Object> facts = new HashMap<>();
      facts.put("folder", folder.toString());
      facts.put("postgresPort", postgres.port());
      facts.put("postgresPassword", password);
      facts.put("postgresStart", (Runnable) postgres::start);
      facts.put("postgresStop", (Runnable) postgres::stop);
      facts.put("kafkaPort", kafkaPort);
      facts.put("bootstrap", kafka.bootstrapServers());
      facts.put("kafkaStart", (Runnable) kafka::start);
      facts.put("kafkaStop", (Runnable) kafka::stop);
      return facts;
    } catch (IOException e) {
      throw new UncheckedIOException("the test stack's folder could not be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting the test stack", e);
    }
  }

  /// Its standard input ends when this JVM does. That also works after the class loader of this
  /// class is closed, which a shutdown hook would not survive.
  private static void leash(Path folder) throws IOException {
    String script =
        "trap '' INT TERM; cat > /dev/null;"
            + " pid=$(head -n 1 \"$1/postgres/postmaster.pid\" 2>/dev/null);"
            + " [ -n \"$pid\" ] && kill -QUIT \"$pid\" 2>/dev/null;"
            + " for i in 1 2 3 4 5 6 7 8 9 10; do"
            + " kill -0 \"$pid\" 2>/dev/null || break; sleep 0.2; done; rm -rf \"$1\"";
    new ProcessBuilder("sh", "-c", script, "leash", folder.toString())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
