package org.livingevidence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.livingevidence.bench.generate.PubmedGenerator;

/// One file's way through the whole pipeline: upload, spool, parse, rows with their events, Kafka,
/// the gateway's links and counters. Every process's processor seconds are counted from the upload
/// until the gateway has applied the last record.
final class IngestBench {
  private static final String APPLIED =
      "living_evidence_projection_events_total{outcome=\"applied\",source=\"citation\"}";
  private static final String LAG =
      "living_evidence_projection_lag{topic=\"living-evidence.citations\"}";
  private static final Duration PATIENCE = Duration.ofHours(2);

  private final StackClient stack;

  IngestBench(StackClient stack) {
    this.stack = stack;
  }

  /// @param records of the file
  /// @param committedSeconds from the upload to the last committed chunk
  /// @param appliedSeconds from the upload to the gateway's having applied the last record
  /// @param cpuSeconds by process
  /// @param logBytes what PostgreSQL wrote to its log
  /// @param outcomes of the import, as the service counts them
  record Measured(
      int records,
      double committedSeconds,
      double appliedSeconds,
      Map<String, Double> cpuSeconds,
      long logBytes,
      JsonNode outcomes) {

    /// What the owner's two halves used: its process and its database.
    double cpuOfOwner() {
      return cpuSeconds.getOrDefault("citation-service", 0.0)
          + cpuSeconds.getOrDefault("PostgreSQL for citation-service", 0.0);
    }

    double cpuTotal() {
      return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
  }

  /// @param records how many the file holds, all of them new
  /// @throws IOException when not every record was created, or the gateway did not apply each
  Measured run(Path file, int records) throws IOException, InterruptedException, SQLException {
    double appliedBefore = applied();
    long logBefore = logPosition();
    Map<String, Double> before = stack.processes().cpuSeconds();
    long start = System.nanoTime();
    JsonNode job = stack.importFile(file);
    double committed = secondsSince(start);
    created(job, records);
    awaitApplied(appliedBefore + records);
    double applied = secondsSince(start);
    Map<String, Double> used = new LinkedHashMap<>();
    stack
        .processes()
        .cpuSeconds()
        .forEach((who, now) -> used.put(who, now - before.getOrDefault(who, 0.0)));
    return new Measured(
        records, committed, applied, used, logPosition() - logBefore, job.path("counts"));
  }

  /// As [#run(Path, int)], of a file that is generated for it.
  Measured run(PubmedGenerator generator, long first, int records)
      throws IOException, InterruptedException, SQLException {
    Path file = Files.createTempFile("bench-", ".xml.gz");
    try {
      generator.write(file, first, records);
      return run(file, records);
    } finally {
      Files.delete(file);
    }
  }

  /// Imports generated records and measures nothing; the gateway may not have applied them yet.
  ///
  /// @return how many were created
  int load(PubmedGenerator generator, long first, int records)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("bench-", ".xml.gz");
    try {
      generator.write(file, first, records);
      return created(stack.importFile(file), records);
    } finally {
      Files.delete(file);
    }
  }

  /// How many records the gateway has applied since it started.
  double applied() throws IOException, InterruptedException {
    return stack.gatewayMetric(APPLIED);
  }

  private static int created(JsonNode job, int records) throws IOException {
    JsonNode outcomes = job.path("counts");
    if (outcomes.path("created").asInt() != records) {
      throw new IOException("of " + records + " new records: " + outcomes);
    }
    return records;
  }

  /// Waits until the gateway has applied so many since it started, and none waits for it.
  void awaitApplied(double expected) throws IOException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (applied() < expected || stack.gatewayMetric(LAG) > 0) {
      if (System.nanoTime() > giveUp) {
        throw new IOException(
            "the gateway applied " + applied() + " citations instead of " + expected);
      }
      Thread.sleep(100);
    }
  }

  private long logPosition() throws IOException, SQLException {
    try (Connection connection = stack.database("citation");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
