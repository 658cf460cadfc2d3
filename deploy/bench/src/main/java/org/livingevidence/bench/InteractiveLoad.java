package org.livingevidence.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/// Interactive changes at a steady pace beside something else, each timed to the SSE client.
final class InteractiveLoad {
  private static final String RHEUMATOID_ARTHRITIS = "D001172";

  private final ExecutorService executor = Executors.newSingleThreadExecutor();
  private final List<PropagationBench.Result> results = new ArrayList<>();
  private final Future<?> running;
  private volatile boolean stopping;

  private InteractiveLoad(StackClient stack, double perSecond, long firstPmid) {
    running = executor.submit(() -> write(stack, perSecond, firstPmid));
  }

  /// @param perSecond none when 0
  static InteractiveLoad start(StackClient stack, double perSecond, long firstPmid) {
    return new InteractiveLoad(stack, perSecond, firstPmid);
  }

  private Void write(StackClient stack, double perSecond, long firstPmid) throws Exception {
    PropagationBench bench =
        new PropagationBench(stack.citationService(), stack.gateway(), stack.token());
    int batch = (int) Math.ceil(perSecond * 5);
    for (long first = firstPmid; perSecond > 0 && !stopping; first += batch) {
      results.add(bench.run(first, batch, perSecond, RHEUMATOID_ARTHRITIS));
    }
    return null;
  }

  /// Returns when the last changes have arrived.
  void stop() throws Exception {
    stopping = true;
    running.get();
    executor.shutdown();
  }

  /// @return whether every acknowledged change arrived
  boolean report() {
    if (results.isEmpty()) {
      return true;
    }
    int missing = results.stream().mapToInt(r -> r.missing() + r.failed()).sum();
    System.out.println("\n" + Latencies.header());
    System.out.println(
        new Latencies(
                results.stream()
                    .flatMapToLong(r -> LongStream.of(r.total().sortedNanos()))
                    .toArray())
            .row("during it: write due → event at the SSE client"));
    System.out.printf("correctness: %d changes failed or missing%n", missing);
    return missing == 0;
  }
}
