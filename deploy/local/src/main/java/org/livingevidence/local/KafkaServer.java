package org.livingevidence.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/// One Apache Kafka node (KRaft: broker and controller) inside this JVM, on 127.0.0.1.
///
/// Its log lies in one folder, which a later start continues, after a `kill -9` too. Kafka
/// acknowledges before the disk has it; that is why owners can emit everything again. All uses of
/// Kafka's internal classes stay in this file.
public final class KafkaServer implements AutoCloseable {
  private final Path directory;
  private final int port;
  private final int controllerPort;
  private @Nullable KafkaRaftServer server;

  public KafkaServer(Path directory, int port, int controllerPort) {
    this.directory = directory.toAbsolutePath();
    this.port = port;
    this.controllerPort = controllerPort;
  }

  /// Starts the node, formatting its folder at the first start; returns once it accepts clients.
  public synchronized void start() {
    if (server != null) {
      return;
    }
    // Kafka finds some of its own classes through the thread's loader, which in a test with Quarkus
    // is another than the one it was loaded by.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaServer.class.getClassLoader());
    try {
      server = started();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private KafkaRaftServer started() {
    format();
    KafkaRaftServer fresh =
        new KafkaRaftServer(new KafkaConfig(configuration(), false), Time.SYSTEM);
    try {
      fresh.startup();
      return fresh;
    } catch (RuntimeException e) {
      fresh.shutdown();
      fresh.awaitShutdown();
      throw new IllegalStateException("Kafka could not be started over " + directory, e);
    }
  }

  /// Stops the node and waits until it has written and closed its log.
  public synchronized void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  public synchronized boolean running() {
    return server != null;
  }

  /// The address for `bootstrap.servers`.
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /// Creates those topics that do not exist yet and returns once they are usable.
  public void createTopics(Collection<KafkaTopic> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Set<String> existing = admin.listTopics().names().get();
      List<NewTopic> missing =
          topics.stream()
              .filter(topic -> !existing.contains(topic.name()))
              .map(
                  topic ->
                      new NewTopic(topic.name(), topic.partitions(), (short) 1)
                          .configs(topic.config()))
              .toList();
      for (var creation : admin.createTopics(missing).values().values()) {
        try {
          creation.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw e;
          }
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not create the topics", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating the topics", e);
    }
  }

  private void format() {
    if (Files.exists(directory.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      // A first start that was killed half-way left a folder without meta.properties: nothing of
      // anybody is in it.
      Folders.delete(directory);
      Files.createDirectories(directory);
      new Formatter()
          .setNodeId(1)
          .setClusterId(Uuid.randomUuid().toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .setControllerListenerName("CONTROLLER")
          .setMetadataLogDirectory(directory.toString())
          .addDirectory(directory.toString())
          .setIgnoreFormatted(true)
          .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw new IllegalStateException("Kafka's folder " + directory + " is not usable", e);
    } catch (Exception e) {
      throw new IllegalStateException(
          "Kafka could not format " + directory + ": " + said.toString(StandardCharsets.UTF_8), e);
    }
  }

  private Properties configuration() {
    Properties properties = new Properties();
    properties.putAll(
        Map.ofEntries(
            Map.entry("node.id", "1"),
            Map.entry("process.roles", "broker,controller"),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
            Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
            Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            Map.entry("log.dirs", directory.toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // The consumer offsets and transactions have few users here: a small buffer starts at
            // once.
            Map.entry("log.cleaner.dedupe.buffer.size", "10485760"),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            // After a kill -9 a restarted broker is not kept waiting long for its own dead session;
            // shorter, and a busy machine would fence the living one.
            Map.entry("broker.session.timeout.ms", "6000"),
            Map.entry("broker.heartbeat.interval.ms", "500"),
            // An orderly end takes the session with it: the next start does not wait for its
            // timeout.
            Map.entry("controlled.shutdown.enable", "true")));
    return properties;
  }
}
