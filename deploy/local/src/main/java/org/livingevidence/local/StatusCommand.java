package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./evidence status`: each part, what waits in the outboxes, how far the projector is behind.
@Command(
    name = "status",
    description = "Shows each part, the outbox backlogs and the projector's lag.")
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description = "The stack at these ports (default ${DEFAULT-VALUE}).")
  private int portBase;

  StatusCommand() {}

  @Override
  public Integer call() {
    StackPorts ports = UpCommand.ports(portBase);
    PrintWriter out = spec.commandLine().getOut();
    String token = Installation.current().token(ports);
    boolean all = true;
    all &= line(out, "PostgreSQL", ports.postgres(), listens(ports.postgres()), "");
    all &= line(out, "Kafka", ports.kafka(), listens(ports.kafka()), "");
    all &= service(out, "citation-service", ports.citationService(), token);
    all &= service(out, "drug-service", ports.drugService(), token);
    all &= service(out, "gateway", ports.gateway(), token);
    if (listens(ports.kafka())) {
      out.printf("  %-18s %s%n", "projector", new ProjectorLag(ports).text());
    }
    out.flush();
    return all ? 0 : 1;
  }

  private static boolean service(PrintWriter out, String name, int port, String token) {
    boolean ready = ServiceProcess.ready(port);
    return line(out, name, port, ready, ready ? backlog(port, token) : "");
  }

  private static String backlog(int port, String token) {
    try {
      StackClient.Answer answer =
          new StackClient("http://127.0.0.1:" + port, token).get("/api/v1/outbox");
      return answer.ok() ? Outbox.of(answer.body()).text() : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean line(PrintWriter out, String name, int port, boolean up, String more) {
    out.println(
        String.format(
                Locale.ROOT, "  %-18s 127.0.0.1:%-6d %-6s %s", name, port, up ? "up" : "DOWN", more)
            .stripTrailing());
    return up;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// The part of `GET /outbox` that a person looks for.
  private record Outbox(long interactive, long bulk, double oldestSeconds, int blocked) {
    static Outbox of(JsonNode body) {
      JsonNode interactive = body.path("interactive");
      JsonNode bulk = body.path("bulk");
      return new Outbox(
          interactive.path("rows").asLong(),
          bulk.path("rows").asLong(),
          Math.max(
              interactive.path("oldestSeconds").asDouble(), bulk.path("oldestSeconds").asDouble()),
          body.path("blocked").size());
    }

    String text() {
      return "outbox: %d waiting, %d of an import"
              .formatted(interactive, bulk)
              .concat(
                  interactive + bulk > 0 ? ", the oldest for %.1f s".formatted(oldestSeconds) : "")
          + (blocked > 0 ? ", " + blocked + " BLOCKED" : "");
    }
  }
}
