package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./evidence fetch pubmed`: lets the running stack fetch from a source, shows how far it is and
/// reports.
@Command(
    name = "fetch",
    description = "Fetches from a source into the running stack: by query, by ids, or again.")
final class FetchCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(500);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port-base",
      paramLabel = "N",
      defaultValue = "" + StackPorts.DEFAULT_BASE,
      description = "The stack at these ports (default ${DEFAULT-VALUE}).")
  private int portBase;

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description =
          "pubmed (NCBI's E-utilities), pubmed-files (its baseline and update files, from where"
              + " living-evidence.pubmed-files.base says), openfda (its drug labels) or dailymed.")
  private String source = "";

  @Option(
      names = {"--query", "--search"},
      paramLabel = "QUERY",
      description =
          "A query in the source's language: PubMed's, openFDA's, or filters of DailyMed's list"
              + " such as drug_name=anakinra.")
  private @Nullable String query;

  @Option(names = "--pmid", paramLabel = "PMID", split = ",", description = "PMIDs.")
  private List<String> pmids = List.of();

  @Option(names = "--set-id", paramLabel = "ID", split = ",", description = "Set ids of labels.")
  private List<String> setIds = List.of();

  @Option(
      names = "--history",
      description = "All versions of the labels that DailyMed has, not the current ones alone.")
  private boolean history;

  @Option(
      names = "--again",
      paramLabel = "ID",
      description = "What is new of an earlier harvest, by the id that it was given.")
  private @Nullable String again;

  FetchCommand() {}

  @Override
  public Integer call() throws IOException {
    StackPorts ports = UpCommand.ports(portBase);
    StackClient client = new StackClient(ports.gatewayUrl(), Installation.current().token(ports));
    return fetch(client, spec.commandLine().getOut());
  }

  int fetch(StackClient client, PrintWriter out) throws IOException {
    return switch (source) {
      case "pubmed", "openfda", "dailymed" -> harvest(client, out);
      case "pubmed-files" -> files(client, out);
      default ->
          throw new Refusal(
              "There is no source " + source + ": pubmed, pubmed-files, openfda, dailymed.");
    };
  }

  private int harvest(StackClient client, PrintWriter out) throws IOException {
    boolean labels = !source.equals("pubmed");
    List<String> ids = labels ? setIds : pmids;
    int wanted = (query == null ? 0 : 1) + (ids.isEmpty() ? 0 : 1) + (again == null ? 0 : 1);
    if (wanted != 1 || !(labels ? pmids : setIds).isEmpty()) {
      throw new Refusal(
          labels
              ? "One of --search, --set-id and --again is needed."
              : "One of --query, --pmid and --again is needed.");
    }
    if (history && (!source.equals("dailymed") || again != null)) {
      throw new Refusal("--history is for what is newly fetched from dailymed.");
    }
    String id = again == null ? begun(client) : again;
    String path = "/api/v1/harvests/" + StackClient.encode(id);
    if (again != null) {
      checked(client.post(path + "/runs", JSON.createObjectNode(), key()));
    }
    String said = "";
    while (true) {
      JsonNode run = looked(client, path).path("runs").path(0);
      JsonNode its = run.path("import");
      String line = line(run, its);
      if (!line.equals(said)) {
        out.println(line);
        out.flush();
        said = line;
      }
      if (its.path("ended").asBoolean() || its.isMissingNode()) {
        out.println("Harvest " + id + ", import " + run.path("importId").asText() + ".");
        out.flush();
        return its.path("finished").asBoolean() ? 0 : 1;
      }
      Processes.pause(LOOK);
    }
  }

  private String begun(StackClient client) throws IOException {
    ObjectNode order = JSON.createObjectNode();
    boolean labels = !source.equals("pubmed");
    if (labels) {
      order.put("source", source);
    }
    if (query != null) {
      order.put("query", query);
    } else if (labels) {
      setIds.forEach(order.putArray("setIds")::add);
    } else {
      pmids.forEach(order.putArray("pmids")::add);
    }
    if (history) {
      order.put("history", true);
    }
    return checked(client.post("/api/v1/harvests", order, key())).path("id").asText();
  }

  private static String line(JsonNode run, JsonNode its) {
    String found = run.hasNonNull("found") ? run.path("found").asText() + " found; " : "";
    String counts =
        ImportedFile.counts(its.path("counts")).entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey().label())
            .collect(Collectors.joining(", "));
    String rest =
        its.hasNonNull("problem")
            ? its.path("problem").asText()
            : its.hasNonNull("waiting") ? "waiting for " + its.path("waiting").asText() : "";
    return "%s: %s%s%s"
        .formatted(
            its.path("state").asText("queued"),
            found,
            counts,
            rest.isEmpty() ? "" : (counts.isEmpty() ? "" : "; ") + rest)
        .replaceAll("[;:]? ?$", "");
  }

  private static int files(StackClient client, PrintWriter out) throws IOException {
    String path = "/api/v1/pubmed-files";
    JsonNode standing = checked(client.post(path + "/runs", JSON.createObjectNode(), key()));
    String said = "";
    while (true) {
      String statement = standing.path("statement").asText();
      boolean ended = !standing.path("waiting").asBoolean();
      if (!statement.equals(said) && (ended || standing.path("state").asText().equals("running"))) {
        out.println(statement);
        out.flush();
        said = statement;
      }
      if (ended) {
        return standing.path("state").asText().equals("up-to-date") ? 0 : 1;
      }
      Processes.pause(LOOK);
      standing = looked(client, path);
    }
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  /// Looks again for some minutes while a service is away: what was asked of it goes on.
  private static JsonNode looked(StackClient client, String path) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        StackClient.Answer answer = client.get(path);
        if (answer.status() < 500 || Instant.now().isAfter(deadline)) {
          return checked(answer);
        }
      } catch (IOException e) {
        if (Instant.now().isAfter(deadline)) {
          throw e;
        }
      }
      Processes.pause(LOOK);
    }
  }

  private static JsonNode checked(StackClient.Answer answer) {
    if (!answer.ok()) {
      throw new Refusal(answer.problem());
    }
    return answer.body();
  }
}
