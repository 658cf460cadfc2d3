package org.livingevidence.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sends files to the running stack, a bounded number at a time, and waits for each to end.
///
/// A service may die and come back meanwhile: an upload is repeated under the same key, which does
/// nothing twice, and an import that was accepted goes on without us. Another run uses other keys,
/// so that importing the same files again really does.
final class ImportRun {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int REJECTIONS_SHOWN = 20;

  private final StackClient client;
  private final int atOnce;
  private final String run = UUID.randomUUID().toString();

  ImportRun(StackClient client, int atOnce) {
    this.client = client;
    this.atOnce = atOnce;
  }

  /// What became of each file, in the files' order.
  List<ImportedFile> run(List<Path> files, ImportProgress progress) {
    try (progress;
        ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<ImportedFile>> running = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        Path file = files.get(i);
        String key = run + "/" + i;
        progress.expected(file.toFile().length());
        running.add(threads.submit(() -> one(file, key, progress)));
      }
      List<ImportedFile> results = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        results.add(result(running.get(i), files.get(i)));
      }
      return results;
    }
  }

  private static ImportedFile result(Future<ImportedFile> running, Path file) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return ImportedFile.refused(
          file, cause.getMessage() == null ? cause.toString() : cause.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ImportedFile.refused(file, "interrupted");
    }
  }

  private ImportedFile one(Path file, String key, ImportProgress progress) throws IOException {
    long length = Files.size(file);
    Path name = file.getFileName();
    StackClient.Answer accepted =
        patiently(
            file,
            progress,
            () -> client.upload(file, name == null ? file.toString() : name.toString(), key));
    if (!accepted.ok()) {
      progress.advanced(length, 0);
      ImportedFile refused = ImportedFile.refused(file, accepted.problem());
      progress.ended(refused);
      return refused;
    }
    JsonNode job = accepted.body();
    String path = "/api/v1/imports/" + StackClient.encode(job.path("id").asText());
    long bytes = 0;
    long records = 0;
    while (true) {
      long bytesNow = Math.min(job.path("bytesRead").asLong(), length);
      long recordsNow =
          ImportedFile.counts(job.path("counts")).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      progress.advanced(Math.max(0, bytesNow - bytes), recordsNow - records);
      bytes = Math.max(bytes, bytesNow);
      records = recordsNow;
      if (ended(job.path("state").asText())) {
        break;
      }
      Processes.pause(LOOK);
      StackClient.Answer answer = patiently(file, progress, () -> client.get(path));
      if (!answer.ok()) {
        throw new IOException("its import " + job.path("id").asText() + ": " + answer.problem());
      }
      job = answer.body();
    }
    progress.advanced(length - bytes, 0);
    ImportedFile result = ImportedFile.of(file, job, rejections(path, job));
    progress.ended(result);
    return result;
  }

  private static boolean ended(String state) {
    return switch (state) {
      case "finished", "failed", "cancelled" -> true;
      default -> false;
    };
  }

  private List<String> rejections(String path, JsonNode job) throws IOException {
    if (job.path("counts").path("rejected").asLong() == 0) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    StackClient.Answer answer =
        client.get(path + "/outcomes?kind=rejected&limit=" + REJECTIONS_SHOWN);
    for (JsonNode outcome : answer.body().path("items")) {
      String id = outcome.path("record").asText("");
      lines.add(
          "record "
              + outcome.path("position").asText()
              + (id.isBlank() ? "" : " (" + id + ")")
              + ": "
              + outcome.path("reason").asText());
    }
    return lines;
  }

  private interface Request {
    StackClient.Answer send() throws IOException;
  }

  /// Repeats what failed only because a service was away or busy, for some minutes.
  private static StackClient.Answer patiently(Path file, ImportProgress progress, Request request)
      throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    boolean told = false;
    Duration wait = Duration.ofMillis(200);
    while (true) {
      String trouble;
      try {
        StackClient.Answer answer = request.send();
        if (answer.status() < 500) {
          return answer;
        }
        trouble = answer.problem();
        if (Instant.now().isAfter(deadline)) {
          return answer;
        }
      } catch (ConnectException e) {
        trouble = "the gateway does not answer";
        if (Instant.now().isAfter(deadline)) {
          throw new IOException("the gateway does not answer: is ./evidence up running?", e);
        }
      } catch (IOException e) {
        trouble = "the connection broke";
        if (Instant.now().isAfter(deadline)) {
          throw e;
        }
      }
      if (!told) {
        progress.note(file, trouble + "; trying again");
        told = true;
      }
      Processes.pause(wait);
      wait = wait.toMillis() > 2000 ? wait : wait.multipliedBy(2);
    }
  }
}
