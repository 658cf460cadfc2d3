package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few topics, citations, monographs and drugs that an empty store begins with, so that there
/// is something
/// to look at: identifiers and facts only, loaded through the public REST API like anybody's.
final class SampleSet {
  /// Shown first; asked for before the stack is called ready.
  private static final String SHOWN = "/api/v1/conditions/D001172";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackFolder folder;
  private final StackClient client;

  SampleSet(StackFolder folder, String token, StackPorts ports) {
    this.folder = folder;
    this.client = new StackClient(ports.gatewayUrl(), token);
  }

  /// Loads the set when the store is empty, or when an earlier load was cut short.
  ///
  /// @return a line for a person
  String load() {
    try {
      String mark = Files.exists(folder.sampleMark()) ? Files.readString(folder.sampleMark()) : "";
      if (!mark.equals("loading") && !empty()) {
        return "  sample set         not loaded: the store has data";
      }
      Files.writeString(folder.sampleMark(), "loading");
      List<String> events = new ArrayList<>();
      int topics = createAll("topics", events);
      int citations = createAll("citations", events);
      // Before the drugs: each says what its monograph says as soon as it is there.
      int monographs = createAll("monographs", events);
      int drugs = createAll("drugs", events);
      awaitShown(events);
      Files.writeString(folder.sampleMark(), "loaded");
      return "  sample set         %d topics, %d drugs, %d citations, %d monograph"
          .formatted(topics, drugs, citations, monographs);
    } catch (IOException e) {
      throw new UncheckedIOException("the sample set could not be loaded", e);
    }
  }

  private boolean empty() throws IOException {
    for (String list : List.of("topics", "citations", "drugs", "monographs")) {
      StackClient.Answer answer = client.get("/api/v1/" + list + "?limit=1");
      if (!answer.ok()) {
        throw new Refusal("The store could not be asked for its " + list + ": " + answer.problem());
      }
      if (answer.body().path("total").asLong() > 0 || !answer.body().path("items").isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private int createAll(String what, List<String> events) throws IOException {
    JsonNode items = resource("/sample/" + what + ".json");
    for (int i = 0; i < items.size(); i++) {
      StackClient.Answer answer =
          client.post("/api/v1/" + what, items.get(i), "sample/" + what + "/" + i);
      // Where an earlier load was cut short, what it created stands.
      if (!answer.ok() && answer.status() != 409) {
        throw new Refusal(
            "The sample set could not be loaded: %s %d was answered %s %s"
                .formatted(what, i, answer.problem(), answer.body().path("errors")));
      }
      @Nullable String event = answer.header("Evidence-Version");
      if (event != null) {
        events.add(event);
      }
    }
    return items.size();
  }

  /// Waits until the gateway has applied the last write: it says so itself.
  private void awaitShown(List<String> events) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      StackClient.Answer answer =
          events.isEmpty()
              ? client.get(SHOWN)
              : client.get(SHOWN, "Evidence-Version", events.getLast());
      if (answer.ok()) {
        return;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new Refusal(
            "The sample set is loaded, but " + SHOWN + " answers " + answer.problem() + ".");
      }
      Processes.pause(Duration.ofMillis(50));
    }
  }

  private static JsonNode resource(String path) throws IOException {
    try (InputStream file = SampleSet.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalStateException(path + " is not on the classpath");
      }
      return JSON.readTree(file);
    }
  }
}
