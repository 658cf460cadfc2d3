package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a stand-in for the gateway that answers as its API is documented.
class ImportRunTest {
  @TempDir Path folder;
  private HttpServer gateway = startedServer();
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void answerOutcomes() {
    gateway.createContext(
        "/api/v1/imports/c-1/outcomes",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"items": [{"position": 3, "record": "123", "outcome": "rejected", "reason": "no title"}], "total": 1}
                """));
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void reportsWhatBecameOfEachFileAndWhyRecordsWereRejected() throws Exception {
    gateway.createContext("/api/v1/imports", exchange -> accept(exchange));
    AtomicInteger looks = new AtomicInteger();
    gateway.createContext(
        "/api/v1/imports/c-1",
        exchange ->
            answer(
                exchange,
                200,
                job(
                    looks.incrementAndGet() < 3 ? "running" : "finished",
                    "\"created\": 2, \"rejected\": 1")));

    List<ImportedFile> results = run(file("a.xml"));

    assertThat(results).singleElement().satisfies(file -> assertThat(file.succeeded()).isTrue());
    assertThat(new ImportReport(results).text())
        .contains("a.xml  pubmed-xml  finished  2 created, 1 rejected")
        .contains("rejected: record 3 (123): no title")
        .contains("1 file, 3 records: 2 created, 1 rejected; none failed.");
  }

  @Test
  void anUploadThatMetABusyServiceIsRepeatedUnderTheSameKey() throws Exception {
    gateway.createContext(
        "/api/v1/imports",
        exchange -> {
          if (keys.isEmpty()) {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            answer(exchange, 503, "{\"detail\": \"citation-service does not answer\"}");
          } else {
            accept(exchange);
          }
        });
    gateway.createContext(
        "/api/v1/imports/c-1", exchange -> answer(exchange, 200, job("finished", "")));

    List<ImportedFile> results = run(file("a.xml"));

    assertThat(results).singleElement().satisfies(file -> assertThat(file.succeeded()).isTrue());
    assertThat(keys).hasSize(2);
    assertThat(keys.getFirst()).isEqualTo(keys.getLast());
    assertThat(said.toString()).contains("citation-service does not answer; trying again");
  }

  @Test
  void anotherRunOfTheSameFileIsAnotherImport() throws Exception {
    gateway.createContext("/api/v1/imports", exchange -> accept(exchange));
    gateway.createContext(
        "/api/v1/imports/c-1", exchange -> answer(exchange, 200, job("finished", "")));

    run(file("a.xml"));
    run(file("a.xml"));

    assertThat(keys).doesNotHaveDuplicates().hasSize(2);
  }

  @Test
  void aFileThatIsRefusedOrFailsSaysWhy() throws Exception {
    gateway.createContext(
        "/api/v1/imports",
        exchange -> {
          if (exchange.getRequestURI().getQuery().contains("notes.txt")) {
            answer(exchange, 415, "{\"detail\": \"not a kind of file that is known here\"}");
          } else {
            accept(exchange);
          }
        });
    gateway.createContext(
        "/api/v1/imports/c-1",
        exchange ->
            answer(
                exchange,
                200,
                """
                {"id": "c-1", "kind": "pubmed-xml", "state": "failed", "counts": {"created": 5},
                 "problem": {"detail": "the gzip stream ends in the middle"}}
                """));

    List<ImportedFile> results = run(file("notes.txt"), file("cut.xml.gz"));

    assertThat(results).noneMatch(ImportedFile::succeeded);
    assertThat(new ImportReport(results).text())
        .contains("415: not a kind of file that is known here")
        .contains("the gzip stream ends in the middle")
        .contains("2 files, 5 records: 5 created; 2 failed.");
  }

  private List<ImportedFile> run(Path... files) {
    StackClient client =
        new StackClient("http://127.0.0.1:" + gateway.getAddress().getPort(), "token");
    return new ImportRun(client, 2)
        .run(List.of(files), new ImportProgress.Lines(new PrintWriter(said, true), files.length));
  }

  private Path file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "<x/>");
  }

  private void accept(HttpExchange exchange) throws IOException {
    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
    exchange.getRequestBody().readAllBytes();
    answer(exchange, 202, job("queued", ""));
  }

  private static String job(String state, String counts) {
    return """
    {"id": "c-1", "kind": "pubmed-xml", "state": "%s", "counts": {%s}}
    """
        .formatted(state, counts);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static HttpServer startedServer() {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      server.start();
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
