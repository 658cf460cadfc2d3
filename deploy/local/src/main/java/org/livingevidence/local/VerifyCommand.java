package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./evidence verify`: compares what the gateway holds with what the owners hold.
@Command(
    name = "verify",
    description =
        "Compares the views' content with the services that own it, and says what differs.")
final class VerifyCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/projection/verification";
  private static final int CONFLICT = 409;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description = "The stack at these ports (default ${DEFAULT-VALUE}).")
  private int portBase;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long a difference may take to go away by itself (default ${DEFAULT-VALUE}).")
  private int patience;

  VerifyCommand() {}

  @Override
  public Integer call() throws IOException {
    StackPorts ports = UpCommand.ports(portBase);
    PrintWriter out = spec.commandLine().getOut();
    StackClient gateway =
        new StackClient("http://127.0.0.1:" + ports.gateway(), Installation.current().token(ports));
    StackClient.Answer begun =
        gateway.post(
            PATH + "?patience=" + patience,
            JsonNodeFactory.instance.objectNode(),
            UUID.randomUUID().toString());
    if (!begun.ok() && begun.status() != CONFLICT) {
      throw new Refusal("It could not be compared: " + begun.problem());
    }
    JsonNode last = awaitEnd(gateway);
    out.println(last.path("statement").asText());
    last.path("compared")
        .properties()
        .forEach(entry -> out.printf("  %-10s %,d%n", entry.getKey(), entry.getValue().asLong()));
    last.path("drift")
        .forEach(
            one ->
                out.printf(
                    "  %s: %s %s. %s%n",
                    one.path("kind").asText(),
                    one.path("type").asText(),
                    one.path("id").asText(),
                    one.path("detail").asText()));
    out.flush();
    return last.path("state").asText().equals("finished") && last.path("drifts").asLong() == 0
        ? 0
        : 1;
  }

  private static JsonNode awaitEnd(StackClient gateway) throws IOException {
    while (true) {
      StackClient.Answer answer = gateway.get(PATH);
      if (!answer.ok()) {
        throw new Refusal("It is not known how the comparison stands: " + answer.problem());
      }
      if (!answer.body().path("state").asText().equals("running")) {
        return answer.body();
      }
      Processes.pause(Duration.ofMillis(200));
    }
  }
}
