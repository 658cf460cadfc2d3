package org.livingevidence.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.livingevidence.bench.generate.PubmedGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Generated PubMed XML through the whole pipeline, and the floor beside it.
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "A file of PubMed XML: gzip → committed rows → the gateway, per process.")
final class IngestCommand implements Callable<Integer> {
  /// About how many citations PubMed holds.
  static final double PUBMED = 38e6;

  @Mixin StackOptions options = new StackOptions();

  @Option(
      names = "--like",
      required = true,
      description = "Folder of real PubMed XML that the generated records are like.")
  Path like = Path.of(".");

  @Option(names = "--records", defaultValue = "30000", description = "How many records.")
  int records;

  @Option(names = "--seed", defaultValue = "1", description = "Draws the records.")
  long seed;

  @Option(
      names = "--first-pmid",
      description = "Number of the first record (default: one that no earlier run used).")
  long firstPmid = 100_000_000 + Instant.now().getEpochSecond() % 400_000 * 1_000;

  @Option(
      names = "--interactive",
      defaultValue = "0",
      description = "Interactive changes per second during the import, timed to the SSE client.")
  double interactive;

  @Override
  public Integer call() throws Exception {
    StackClient stack = options.client();
    Path file = Files.createTempFile("bench-", ".xml.gz");
    try {
      new PubmedGenerator(like, seed).write(file, firstPmid, records);
      System.out.printf(
          Locale.ROOT,
          "%d records, %.1f MB of gzip; %d processors, JDK %s%n%n",
          records,
          Files.size(file) / 1e6,
          Runtime.getRuntime().availableProcessors(),
          Runtime.version());
      IngestFloor.Measured floor = IngestFloor.run(file, stack);
      InteractiveLoad load = InteractiveLoad.start(stack, interactive, firstPmid + 400_000_000);
      IngestBench.Measured measured;
      try {
        measured = new IngestBench(stack).run(file, records);
      } finally {
        load.stop();
      }
      print(measured, floor, stack.processes());
      return load.report() ? 0 : 1;
    } finally {
      Files.delete(file);
    }
  }

  private static void print(
      IngestBench.Measured measured, IngestFloor.Measured floor, StackProcesses processes)
      throws Exception {
    System.out.println("| process | CPU s | ms/record |\n|---|---|---|");
    for (Map.Entry<String, Double> used : measured.cpuSeconds().entrySet()) {
      row(used.getKey(), used.getValue(), measured.records());
    }
    row("all", measured.cpuTotal(), measured.records());
    row("floor: gunzip, byte scan", floor.clientSeconds(), floor.records());
    row("floor: COPY with a primary key", floor.backendSeconds(), floor.records());
    System.out.printf(
        Locale.ROOT,
        "%ngzip → committed rows with outbox, publication included: %.1f times the floor%n"
            + "committed after %.1f s (%.0f records/s), applied by the gateway after %.1f s"
            + " (%.0f records/s)%n"
            + "whole PubMed (38 million): %.1f h by the clock, %.1f h of two cores' time%n"
            + "write-ahead log %.1f kB/record; most memory resident: citation-service %d MiB,"
            + " gateway %d MiB%n"
            + "correctness: every record created, and each applied by the gateway; %s%n",
        measured.cpuOfOwner() / floor.total(),
        measured.committedSeconds(),
        measured.records() / measured.committedSeconds(),
        measured.appliedSeconds(),
        measured.records() / measured.appliedSeconds(),
        measured.appliedSeconds() / measured.records() * PUBMED / 3600,
        measured.cpuTotal() / measured.records() * PUBMED / 3600 / 2,
        measured.logBytes() / 1e3 / measured.records(),
        processes.peakResidentMiB("citation-service"),
        processes.peakResidentMiB("gateway"),
        measured.outcomes());
  }

  private static void row(String name, double seconds, int records) {
    System.out.printf(
        Locale.ROOT, "| %-34s | %8.2f | %7.3f |%n", name, seconds, seconds * 1e3 / records);
  }
}
