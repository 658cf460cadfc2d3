package org.livingevidence.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.livingevidence.bench.generate.PubmedGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What holding more citations does to the cost of an import, a topic's page, searches and an
/// event: the same measurements at growing numbers of generated citations.
@Command(
    name = "held",
    mixinStandardHelpOptions = true,
    description = "Import, topic page, search and event at growing numbers of citations held.")
final class HeldCommand implements Callable<Integer> {
  private static final int FILE = 30_000;
  private static final int EVENTS = 200;
  private static final double EVENTS_PER_SECOND = 20;
  private static final String RHEUMATOID_ARTHRITIS = "D001172";

  @Mixin StackOptions options = new StackOptions();

  @Option(
      names = "--like",
      required = true,
      description = "Folder of real PubMed XML that the generated records are like.")
  Path like = Path.of(".");

  @Option(
      names = "--steps",
      split = ",",
      defaultValue = "10000,100000",
      description = "How many citations are held at each measurement (default ${DEFAULT-VALUE}).")
  List<Integer> steps = List.of();

  @Option(
      names = "--at-once",
      defaultValue = "2",
      description =
          "How many files are imported at once until the last before a measurement, which is"
              + " imported alone (default ${DEFAULT-VALUE}).")
  int atOnce;

  @Option(names = "--rounds", defaultValue = "40", description = "Reads of each kind and step.")
  int rounds;

  @Option(
      names = "--query",
      description = "A search to be timed; may be repeated (default: six of different kinds).")
  List<String> queries =
      List.of(
          "pharmacokinetic[tiab]",
          "patients[tiab]",
          "\"in patients with\"[tiab]",
          "neoplasms[mh] AND therapy[sh]",
          "(randomized controlled trial[pt] OR placebo[tiab]) AND humans[mh]",
          "2010:2020[dp] AND treatment[ti]");

  @Override
  public Integer call() throws Exception {
    StackClient stack = options.client();
    PubmedGenerator generator = new PubmedGenerator(like, 1);
    long next = 100_000_000 + Instant.now().getEpochSecond() % 100_000 * 4_000;
    System.out.println("| citations held | what | n | p50 ms | p99 ms |\n|---|---|---|---|---|");
    for (int step : steps) {
      IngestBench.Measured last = null;
      for (long held = held(stack); held < step; held = held(stack)) {
        if (step - held > FILE) {
          next = fill(stack, generator, next, step - held - FILE);
        } else {
          int records = (int) (step - held);
          last = ingest(stack, generator, next, records);
          next += records;
        }
      }
      if (last != null) {
        System.out.printf(
            Locale.ROOT,
            "| %,d | import: %.2f ms of CPU a record in all, %.2f in the owner and its database;"
                + " %.0f records/s | %d | | |%n",
            step,
            last.cpuTotal() / last.records() * 1e3,
            last.cpuOfOwner() / last.records() * 1e3,
            last.records() / last.appliedSeconds(),
            last.records());
      }
      for (Map.Entry<String, String> read : reads(largestTopic(stack)).entrySet()) {
        System.out.println(stack.timed(read.getValue(), rounds).row(step, read.getKey()));
      }
      PropagationBench.Result events =
          new PropagationBench(stack.citationService(), stack.gateway(), stack.token())
              .run(next + 500_000_000, EVENTS, EVENTS_PER_SECOND, RHEUMATOID_ARTHRITIS);
      next += EVENTS;
      System.out.println(events.total().row(step, "event: write due → SSE client"));
      if (events.missing() + events.failed() > 0) {
        System.out.printf("%d changes failed or missing%n", events.missing() + events.failed());
        return 1;
      }
    }
    StackProcesses processes = stack.processes();
    System.out.printf(
        "%nmost memory resident: citation-service %d MiB, gateway %d MiB%n",
        processes.peakResidentMiB("citation-service"), processes.peakResidentMiB("gateway"));
    return 0;
  }

  /// Imports at most so many records, several files at once, and waits until the gateway has
  /// applied them.
  ///
  /// @return the first number that is not used
  private long fill(StackClient stack, PubmedGenerator generator, long first, long records)
      throws Exception {
    IngestBench bench = new IngestBench(stack);
    double applied = bench.applied();
    long next = first;
    try (ExecutorService importers = Executors.newFixedThreadPool(atOnce)) {
      List<Future<Integer>> imports = new ArrayList<>();
      for (long left = records; left > 0; left -= FILE) {
        long start = next;
        int count = (int) Math.min(FILE, left);
        imports.add(importers.submit(() -> bench.load(generator, start, count)));
        next += count;
      }
      try {
        for (Future<Integer> each : imports) {
          each.get();
        }
      } catch (ExecutionException | InterruptedException e) {
        importers.shutdownNow();
        throw e;
      }
    }
    bench.awaitApplied(applied + records);
    return next;
  }

  private static IngestBench.Measured ingest(
      StackClient stack, PubmedGenerator generator, long first, int records) throws Exception {
    return new IngestBench(stack).run(generator, first, records);
  }

  private Map<String, String> reads(String topic) {
    Map<String, String> reads = new LinkedHashMap<>();
    reads.put("page of 20 of topic " + topic, "/api/v1/topics/" + topic + "/publications?limit=20");
    for (String query : queries) {
      reads.put(
          "search `" + query + "`",
          "/api/v1/citations?limit=20&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
    return reads;
  }

  private static long held(StackClient stack) throws IOException, SQLException {
    return Long.parseLong(one(stack, "select count(*) from citation"));
  }

  /// The topic that most citations are indexed with.
  private static String largestTopic(StackClient stack) throws IOException, SQLException {
    return one(
        stack,
        """
        select t.id
          from topic t join reading_count c on c.topic_id = t.id
         group by t.id order by sum(c.n) desc, t.id limit 1
        """);
  }

  private static String one(StackClient stack, String query) throws IOException, SQLException {
    try (Connection connection = stack.database("citation");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
