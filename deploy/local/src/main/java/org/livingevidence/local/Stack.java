package org.livingevidence.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The whole local stack: PostgreSQL as a child, Kafka in this JVM, the three services as children.
///
/// It stops in the reverse order of use: the gateway, the owners, Kafka, PostgreSQL; so nobody
/// loses a server that it still writes to.
final class Stack implements AutoCloseable {
  /// A service, its folder in the repository, its database and the heap it is given.
  private record Service(String name, String database, String heap) {}

  private static final List<Service> SERVICES =
      List.of(
          new Service("citation-service", "citation", "512m"),
          new Service("drug-service", "drug", "320m"),
          new Service("gateway", "gateway", "640m"));
  private static final Duration READY = Duration.ofSeconds(120);

  /// A large import writes each page of an index whole to the log after every checkpoint; with
  /// PostgreSQL's own 1 GB one falls due every quarter of a minute (docs/performance.md).
  private static final Map<String, String> POSTGRES =
      Map.of(
          "max_connections", "200",
          "shared_buffers", "512MB",
          "max_wal_size", "4GB",
          "checkpoint_timeout", "15min");

  private final Path repository;
  private final StackFolder folder;
  private final StackPorts ports;
  private final boolean recordClasses;
  private final Consumer<String> say;
  private final PostgresServer postgres;
  private final KafkaServer kafka;
  private final List<ServiceProcess> services;
  private @Nullable Thread watch;
  private boolean stopping;

  /// @param recordClasses whether services that have no class cache yet record one
  Stack(
      Path repository,
      StackFolder folder,
      StackPorts ports,
      boolean recordClasses,
      Consumer<String> say) {
    this.repository = repository;
    this.recordClasses = recordClasses;
    this.folder = folder;
    this.ports = ports;
    this.say = say;
    postgres =
        new PostgresServer(
            folder.postgres(),
            folder.log("postgres"),
            ports.postgres(),
            folder.password("postgres"),
            POSTGRES);
    kafka = new KafkaServer(folder.kafka(), ports.kafka(), ports.kafkaController());
    services = SERVICES.stream().map(this::process).toList();
  }

  /// Ends what a killed launcher left behind, then starts everything and returns once all of it is
  /// ready.
  void start() {
    for (Service service : SERVICES) {
      if (!Files.exists(jar(service))) {
        throw new Refusal(jar(service) + " is missing: run ./evidence, which builds it.");
      }
    }
    int leftovers = RunNote.endLeftovers(folder.runNotes());
    if (postgres.endLeftover()) {
      leftovers++;
    }
    if (leftovers > 0) {
      say.accept("  ended " + leftovers + " process(es) that an earlier run left behind");
    }
    requirePortsFree();
    folder.writeToken();
    Instant began = Instant.now();
    try {
      CompletableFuture<Void> database = CompletableFuture.runAsync(this::startPostgres);
      CompletableFuture<Void> broker = CompletableFuture.runAsync(this::startKafka);
      CompletableFuture.allOf(database, broker).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw cause instanceof RuntimeException known ? known : e;
    }
    say.accept(line("PostgreSQL 18", "127.0.0.1:" + ports.postgres() + " (durable)", began));
    say.accept(line("Kafka", kafka.bootstrapServers(), began));
    for (ServiceProcess service : services) {
      unlessStopping(service::start);
    }
    for (int i = 0; i < services.size(); i++) {
      services.get(i).awaitReady(READY);
      say.accept(line(services.get(i).name(), "http://127.0.0.1:" + port(SERVICES.get(i)), began));
    }
    watch = Thread.ofVirtual().start(this::watchPostgres);
  }

  /// Stops whatever runs; harmless when called twice or while starting.
  @Override
  public void close() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
    }
    if (watch != null) {
      watch.interrupt();
    }
    if (services.stream().anyMatch(ServiceProcess::recording)) {
      say.accept("  the services write their class caches, once: the next start is faster for it");
    }
    services.getLast().stop();
    services.reversed().stream().skip(1).parallel().forEach(ServiceProcess::stop);
    kafka.stop();
    postgres.stop();
  }

  private void startPostgres() {
    unlessStopping(postgres::start);
    for (Service service : SERVICES) {
      postgres.ensureDatabase(service.database(), folder.password(service.database()));
    }
  }

  private void startKafka() {
    unlessStopping(kafka::start);
    kafka.createTopics(KafkaTopic.contracts());
  }

  private void unlessStopping(Runnable start) {
    synchronized (this) {
      if (stopping) {
        throw new Refusal("Stopped while starting.");
      }
    }
    start.run();
  }

  /// Starts PostgreSQL again when it was killed; the services wait for it on their own.
  private void watchPostgres() {
    Duration pause = Duration.ofMillis(200);
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(pause);
        if (!postgres.running()) {
          say.accept(
              "PostgreSQL ended unexpectedly; starting it again (log: "
                  + folder.log("postgres")
                  + ")");
          unlessStopping(postgres::start);
        }
        pause = Duration.ofMillis(200);
      } catch (InterruptedException stopped) {
        return;
      } catch (RuntimeException e) {
        say.accept("PostgreSQL could not be started again: " + e.getMessage());
        pause = Duration.ofSeconds(2);
      }
    }
  }

  private void requirePortsFree() {
    String taken =
        ports.byName().entrySet().stream()
            .filter(entry -> !FreePort.isFree(entry.getValue()))
            .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
            .collect(Collectors.joining(", "));
    if (!taken.isEmpty()) {
      throw new Refusal(
          "Port "
              + taken
              + " of 127.0.0.1 is in use by another program: end that one, or choose other ports with "
              + "--port-base.");
    }
  }

  private ServiceProcess process(Service service) {
    List<String> arguments =
        List.of(
            "-Xmx" + service.heap(),
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            jar(service).toString());
    return new ServiceProcess(
        service.name(),
        port(service),
        Path.of(System.getProperty("java.home"), "bin/java"),
        arguments,
        new ClassCache(jar(service), recordClasses),
        environment(service),
        folder.log(service.name()),
        folder.runNotes(),
        say);
  }

  private Map<String, String> environment(Service service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port(service)));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service.database()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", service.database());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", folder.password(service.database()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", folder.publicKeyFile().toUri().toString());
    environment.put("MP_JWT_VERIFY_PUBLICKEY_ALGORITHM", SigningKey.ALGORITHM);
    environment.put("MP_JWT_VERIFY_ISSUER", "living-evidence");
    environment.put("MP_JWT_VERIFY_AUDIENCES", "living-evidence");
    environment.put("LIVING_EVIDENCE_ACCESS_READS_OPEN", "true");
    environment.put(
        "LIVING_EVIDENCE_ROUTE_CITATION_SERVICE", "http://127.0.0.1:" + ports.citationService());
    environment.put(
        "LIVING_EVIDENCE_ROUTE_DRUG_SERVICE", "http://127.0.0.1:" + ports.drugService());
    return environment;
  }

  private Path jar(Service service) {
    return repository.resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private int port(Service service) {
    return switch (service.database()) {
      case "citation" -> ports.citationService();
      case "drug" -> ports.drugService();
      default -> ports.gateway();
    };
  }

  private static String line(String part, String where, Instant began) {
    return String.format(
        Locale.ROOT,
        "  %-18s %-34s %5.1f s",
        part,
        where,
        Duration.between(began, Instant.now()).toMillis() / 1000.0);
  }
}
