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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.livingevidence.bench.generate.LabelGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What holding more labels does to the cost of importing and reading them, and to pages and
/// searches.
@Command(
    name = "held-labels",
    mixinStandardHelpOptions = true,
    description = "Import, reading by rules, pages and searches at growing numbers of labels held.")
final class HeldLabelsCommand implements Callable<Integer> {
  private static final int FILE = 5_000;
  private static final Duration PATIENCE = Duration.ofHours(4);

  /// Twice `living-evidence.readings.names`, and a little.
  private static final Duration QUIET = Duration.ofSeconds(75);

  @Mixin StackOptions options = new StackOptions();

  @Option(
      names = "--like",
      required = true,
      description = "Folder of real openFDA labels that the generated ones are like.")
  Path like = Path.of(".");

  @Option(
      names = "--steps",
      split = ",",
      defaultValue = "10000,100000",
      description = "How many labels are held at each measurement (default ${DEFAULT-VALUE}).")
  List<Integer> steps = List.of();

  @Option(names = "--rounds", defaultValue = "40", description = "Reads of each kind and step.")
  int rounds;

  @Override
  public Integer call() throws Exception {
    StackClient stack = options.client();
    var generator = new LabelGenerator(like, 1);
    int all = steps.stream().mapToInt(Integer::intValue).max().orElseThrow();
    System.out.println("| labels held | what | n | p50 ms | p99 ms |\n|---|---|---|---|---|");
    int next = count(stack, "label");
    for (int step : steps) {
      int first = next;
      Map<String, Double> before = stack.processes().cpuSeconds();
      long start = System.nanoTime();
      double imported = 0;
      while (next < step) {
        int labels = Math.min(FILE, step - next);
        long began = System.nanoTime();
        load(stack, generator, next, labels, all);
        imported += (System.nanoTime() - began) / 1e9;
        next += labels;
      }
      double whole = (awaitRead(stack) - start) / 1e9;
      if (next > first) {
        costs(stack, step, next - first, imported, whole, before);
      }
      for (Map.Entry<String, String> read : reads(generator, stack).entrySet()) {
        System.out.println(stack.timed(read.getValue(), rounds).row(step, read.getKey()));
      }
    }
    System.out.printf(
        "%nmost memory resident: drug-service %d MiB, gateway %d MiB%n",
        stack.processes().peakResidentMiB("drug-service"),
        stack.processes().peakResidentMiB("gateway"));
    return 0;
  }

  private static void load(
      StackClient stack, LabelGenerator generator, int first, int labels, int all)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("bench-labels-", ".json.gz");
    try {
      generator.write(file, first, labels, all);
      JsonNode counts = stack.importFile(file).path("counts");
      if (counts.path("created").asInt() != labels) {
        throw new IOException("of " + labels + " new labels: " + counts);
      }
    } finally {
      Files.delete(file);
    }
  }

  /// Every label read with the names as they are, and no drug left to follow: nothing has come to
  /// be done in the time in which the service looks twice whether names have changed.
  ///
  /// @return when that was so, by [System#nanoTime()]
  private static long awaitRead(StackClient stack)
      throws IOException, SQLException, InterruptedException {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    long quiet = System.nanoTime();
    while (System.nanoTime() - quiet < QUIET.toNanos()) {
      Thread.sleep(500);
      if (count(stack, "label_reading_due") + count(stack, "drug_reading_due") > 0) {
        quiet = System.nanoTime();
      }
      if (quiet > giveUp) {
        throw new IOException("labels are still to be read");
      }
    }
    return quiet;
  }

  private static void costs(
      StackClient stack,
      int step,
      int labels,
      double imported,
      double whole,
      Map<String, Double> before)
      throws IOException, SQLException {
    Map<String, Double> used = new LinkedHashMap<>();
    stack
        .processes()
        .cpuSeconds()
        .forEach((who, now) -> used.put(who, now - before.getOrDefault(who, 0.0)));
    double cpu = used.values().stream().mapToDouble(Double::doubleValue).sum();
    System.out.printf(
        Locale.ROOT,
        "| %,d | %.1f ms of CPU a label in all, %.1f in the drug-service and its database; import"
            + " %.0f labels/s, read by rules and followed by drugs after %.0f s more; %d drugs,"
            + " %,d kB of database a thousand labels | %d | | |%n",
        step,
        cpu / labels * 1e3,
        used.getOrDefault("drug-service with PostgreSQL", 0.0) / labels * 1e3,
        labels / imported,
        whole - imported,
        count(stack, "drug"),
        number(stack, "select pg_database_size('drug')") / step,
        labels);
  }

  private static Map<String, String> reads(LabelGenerator generator, StackClient stack)
      throws IOException, SQLException {
    String label = "/api/v1/labels/" + generator.setId(7);
    String drug =
        text(
            stack,
            """
            select n.drug_id from label_key k join drug_name n on n.key = k.key and k.kind = 'name'
             group by n.drug_id order by count(*) desc, n.drug_id limit 1
            """);
    Map<String, String> reads = new LinkedHashMap<>();
    reads.put("a label", label);
    reads.put("its versions", label + "/versions");
    reads.put("labels of the drug that has most", "/api/v1/labels?limit=20&drug=" + drug);
    reads.put("its applications", "/api/v1/drugs/" + drug + "/applications?limit=20");
    reads.put("what was read of it", "/api/v1/drugs/" + drug + "/readings");
    reads.put("labels by a labeler's name", "/api/v1/labels?limit=20&q=maker");
    return reads;
  }

  private static int count(StackClient stack, String table) throws IOException, SQLException {
    return (int) number(stack, "select count(*) from " + table);
  }

  private static long number(StackClient stack, String query) throws IOException, SQLException {
    return Long.parseLong(text(stack, query));
  }

  private static String text(StackClient stack, String query) throws IOException, SQLException {
    try (Connection connection = stack.database("drug");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
