import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.livingevidence.local.FreePort;
import org.livingevidence.local.KafkaServer;
import org.livingevidence.local.KafkaTopic;
import org.livingevidence.local.PostgresServer;
import org.livingevidence.local.SigningKey;

/// PostgreSQL and Kafka on the loopback while images are trained, with an empty database for each
/// service. Writes `public.pem`, `token` and, once all is up, an environment file for each service
/// into the folder of its argument; ends when its standard input does.
///
/// Run from its source, with the local stack on the class path.
class TrainingServers {
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    SigningKey key = SigningKey.generate();
    Files.writeString(folder.resolve("public.pem"), key.publicPem());
    Files.writeString(folder.resolve("token"), token(key));
    PostgresServer postgres =
        new PostgresServer(
            folder.resolve("postgres"),
            folder.resolve("postgres.log"),
            FreePort.any(),
            "training",
            Map.of("max_connections", "200"));
    KafkaServer kafka = new KafkaServer(folder.resolve("kafka"), FreePort.any(), FreePort.any());
    try {
      postgres.start();
      kafka.start();
      kafka.createTopics(KafkaTopic.contracts());
      int[] ports = {FreePort.any(), FreePort.any(), FreePort.any()};
      List<String> services = List.of("citation-service", "drug-service", "gateway");
      for (int i = 0; i < services.size(); i++) {
        String database = services.get(i).replaceAll("-service", "");
        postgres.ensureDatabase(database, "training");
        Files.writeString(
            folder.resolve(services.get(i) + ".env"),
            """
            QUARKUS_HTTP_PORT=%d
            QUARKUS_DATASOURCE_JDBC_URL=%s
            QUARKUS_DATASOURCE_USERNAME=%s
            QUARKUS_DATASOURCE_PASSWORD=training
            KAFKA_BOOTSTRAP_SERVERS=%s
            MP_JWT_VERIFY_PUBLICKEY_LOCATION=file:///training/public.pem
            MP_JWT_VERIFY_PUBLICKEY_ALGORITHM=%s
            LIVING_EVIDENCE_ACCESS_READS_OPEN=true
            LIVING_EVIDENCE_ROUTE_CITATION_SERVICE=http://127.0.0.1:%d
            LIVING_EVIDENCE_ROUTE_DRUG_SERVICE=http://127.0.0.1:%d
            """
                .formatted(
                    ports[i],
                    postgres.jdbcUrl(database),
                    database,
                    kafka.bootstrapServers(),
                    SigningKey.ALGORITHM,
                    ports[0],
                    ports[1]));
      }
      Files.writeString(folder.resolve("up"), "");
      while (System.in.read() >= 0) {
        // Whoever started it holds the other end.
      }
    } finally {
      kafka.stop();
      postgres.stop();
    }
  }

  private static String token(SigningKey key) {
    long now = Instant.now().getEpochSecond();
    return key.sign(
        Map.of(
            "iss", "living-evidence",
            "aud", List.of("living-evidence"),
            "sub", "training",
            "upn", "training",
            "iat", now,
            "exp", now + 3600,
            "groups", List.of("admin")));
  }
}
