package org.livingevidence.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./evidence up`: everything, in the foreground, until Ctrl-C.
@Command(name = "up", description = "Starts everything in the foreground, until Ctrl-C; data stay.")
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the data lie (default: .evidence/data of this checkout).")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description =
          "The gateway listens on N (default ${DEFAULT-VALUE}); the citation-service, the"
              + " drug-service, PostgreSQL and Kafka on the ports after it.")
  private int portBase;

  @Option(names = "--empty", description = "Does not load the sample set into an empty store.")
  private boolean empty;

  UpCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Instant began = Instant.now();
    StackPorts ports = ports(portBase);
    Installation installation = Installation.current();
    StackFolder folder = StackFolder.open(data == null ? installation.defaultData() : data);
    installation.remember(ports, folder.path());
    out.println("Living Evidence is starting over " + folder.path());
    out.flush();
    folder.keepEarlierLogs();
    logKafka(folder);
    Stack stack =
        new Stack(
            installation.repository(),
            folder,
            ports,
            !"never".equals(System.getenv("EVIDENCE_BUILD")),
            line -> {
              out.println(line);
              out.flush();
            });
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(stack, folder, out, ended), "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      stack.start();
      SampleSet sample = new SampleSet(folder, installation.token(ports), ports);
      if (!empty) {
        out.println(loaded(sample));
      }
      out.printf(
          Locale.ROOT,
          "Ready in %.1f s.%n%s%n",
          Duration.between(began, Instant.now()).toMillis() / 1000.0,
          welcome(ports, folder));
      out.flush();
    } catch (Refusal refusal) {
      out.flush();
      spec.commandLine().getErr().println(refusal.sentence());
      return 1;
    }
    ended.await();
    return 0;
  }

  /// The stack is of use without its sample set, so a failure to load it is said and no more.
  private static String loaded(SampleSet sample) {
    try {
      return sample.load();
    } catch (Refusal refusal) {
      return "  " + refusal.sentence();
    }
  }

  static StackPorts ports(int base) {
    try {
      return new StackPorts(base);
    } catch (IllegalArgumentException e) {
      throw new Refusal(String.valueOf(e.getMessage()), e);
    }
  }

  private static void stop(Stack stack, StackFolder folder, PrintWriter out, CountDownLatch ended) {
    out.println("Stopping …");
    out.flush();
    stack.close();
    folder.close();
    out.println("Stopped. The data stay in " + folder.path());
    out.flush();
    ended.countDown();
  }

  private static void logKafka(StackFolder folder) throws IOException {
    FileHandler file = new FileHandler(folder.log("kafka").toString(), 20_000_000, 1, true);
    file.setFormatter(new SimpleFormatter());
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(file);
  }

  private static String welcome(StackPorts ports, StackFolder folder) {
    String api = ports.gatewayUrl() + "/api/v1";
    String base = ports.base() == StackPorts.DEFAULT_BASE ? "" : " --port-base " + ports.base();
    return """

      Views         %1$s/conditions/rheumatoid-arthritis
      Changes       %1$s/changes
      API           %1$s/openapi
      Write token   %2$s
      Logs          %3$s

    Three things to try, each in another terminal:

      1. The drugs of a condition, and on whose authority:
         curl -s %1$s/conditions/rheumatoid-arthritis/drugs

      2. Its changes as they happen (leave it running for 3):
         curl -sN -H 'Accept: text/event-stream' '%1$s/conditions/D001172/changes'

      3. A change, which the stream of 2 shows at once:
         curl -s %1$s/citations -H "Authorization: Bearer $(./evidence token%4$s)" \\
           -H 'Content-Type: application/json' \\
           -d '{"title": "My first citation", "year": 2026, "headings": [{"id": "D001172", "name": "Arthritis, Rheumatoid", "major": true}]}'

    The sample set has no abstracts; more publications, with theirs, come from PubMed XML:

         ./evidence import%4$s FILE…

    Stop with Ctrl-C."""
        .formatted(api, folder.tokenFile(), folder.path().resolve("logs"), base);
  }
}
