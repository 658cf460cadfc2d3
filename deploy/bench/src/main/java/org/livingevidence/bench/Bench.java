package org.livingevidence.bench;

import java.sql.Connection;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.livingevidence.bench.extraction.ExtractionCommand;
import org.livingevidence.bench.names.LabelBench;
import org.livingevidence.bench.names.TerminologyBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The benchmarks' command line. Every benchmark runs against a stack started by `./evidence up`.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures a running local stack.",
    subcommands = {
      Bench.Propagation.class,
      Bench.Growth.class,
      ExtractionCommand.class,
      IngestCommand.class,
      HeldCommand.class,
      HeldLabelsCommand.class,
      RankingCommand.class,
      TerminologyBench.class,
      LabelBench.class
    })
public final class Bench {

  private Bench() {}

  /// Runs one benchmark; the exit code is not 0 when its correctness check failed.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Bench()).execute(arguments));
  }

  @Command(
      name = "propagation",
      mixinStandardHelpOptions = true,
      description = "Write to a service → bytes at an SSE client, with the raw legs beside it.")
  static final class Propagation implements Callable<Integer> {

    @Mixin StackOptions options = new StackOptions();

    @Option(names = "--count", defaultValue = "1000", description = "Changes per run.")
    int count;

    @Option(names = "--rate", defaultValue = "50", description = "Changes per second.")
    double rate;

    @Option(
        names = "--first-pmid",
        description =
            "Number of the first citation written (default: one that no earlier run used).")
    long firstPmid = 500_000_000 + Instant.now().getEpochSecond() % 400_000 * 1_000;

    @Override
    public Integer call() throws Exception {
      StackClient stack = options.client();
      System.out.printf(
          "%d changes to distinct citations at %.0f/s, open loop; %d processors, JDK %s%n%n",
          count, rate, Runtime.getRuntime().availableProcessors(), Runtime.version());
      PropagationBench.Result result =
          new PropagationBench(stack.citationService(), stack.gateway(), stack.token())
              .run(firstPmid, count, rate, "D001172");
      Latencies commit;
      try (Connection connection = stack.database("gateway")) {
        commit = RawLegs.databaseCommit(connection, count, new Pace(rate));
      }
      Latencies kafka = RawLegs.kafkaTransaction(stack.kafka(), count, new Pace(rate));
      System.out.println(Latencies.header());
      System.out.println(result.total().row("write due → event at the SSE client"));
      System.out.println(result.acknowledged().row("write due → HTTP answer of the owner"));
      System.out.println(commit.row("raw: one durable commit (owner; gateway alike)"));
      System.out.println(kafka.row("raw: one Kafka transaction, read committed"));
      double floor = 2 * commit.percentileMillis(0.5) + kafka.percentileMillis(0.5);
      double floor99 = 2 * commit.percentileMillis(0.99) + kafka.percentileMillis(0.99);
      System.out.printf(
          "%nsum of raw legs (2 commits + 1 Kafka transaction): p50 %.2f ms, p99 %.2f ms;"
              + " ratio p50 %.2f, p99 %.2f%n",
          floor,
          floor99,
          result.total().percentileMillis(0.5) / floor,
          result.total().percentileMillis(0.99) / floor99);
      System.out.printf(
          "correctness: %d acknowledged, %d failed, %d missing at the client%n",
          result.acknowledged().sortedNanos().length, result.failed(), result.missing());
      return result.failed() == 0 && result.missing() == 0 ? 0 : 1;
    }
  }

  @Command(
      name = "growth",
      mixinStandardHelpOptions = true,
      description = "Views of conditions with 0, 1 and many citations, read in turn.")
  static final class Growth implements Callable<Integer> {

    @Mixin StackOptions options = new StackOptions();

    @Option(names = "--citations", defaultValue = "100000", description = "How many are many.")
    int citations;

    @Option(names = "--rounds", defaultValue = "300", description = "Reads of each.")
    int rounds;

    @Override
    public Integer call() throws Exception {
      var measured =
          new GrowthBench(options.client())
              .run(Instant.now().getEpochSecond() % 400_000, citations, rounds);
      System.out.println(Latencies.header());
      boolean right = true;
      for (GrowthBench.Measured one : measured) {
        String of = ", " + one.citations() + " citations";
        System.out.println(one.rendered().row("first read after a change" + of));
        System.out.println(one.cached().row("read again" + of));
        System.out.println(one.page().row("page of 20" + of));
        right &= one.total() == one.citations();
      }
      Latencies none = measured.getFirst().rendered();
      Latencies many = measured.getLast().rendered();
      System.out.printf(
          "%nfirst read, %d citations to 1: p50 ratio %.2f; to none: %.2f%ncorrectness: totals %s%n",
          citations,
          many.percentileMillis(0.5) / measured.get(1).rendered().percentileMillis(0.5),
          many.percentileMillis(0.5) / none.percentileMillis(0.5),
          right ? "as loaded" : "WRONG");
      return right ? 0 : 1;
    }
  }
}
