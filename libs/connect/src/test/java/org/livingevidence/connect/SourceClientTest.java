package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

class SourceClientTest {
  private static final byte[] BODY = "0123456789".repeat(20_000).getBytes(StandardCharsets.UTF_8);

  private final SourceServer server = SourceServer.start();
  private final Clients clients = new Clients();
  private final SourceClient client = clients.with(Map.of("attempts", "3", "stall", "PT0.3S"));

  @AfterEach
  void stop() {
    server.close();
  }

  private String text(SourceRequest request) throws Exception {
    return client.fetch(
        request, body -> new String(body.readAllBytes(), StandardCharsets.UTF_8), Pulse.QUIET);
  }

  private SourceRequest request() {
    return SourceRequest.get(server.uri("/file?key=private"));
  }

  private SourceFailure failure() {
    return catchThrowableOfType(SourceFailure.class, () -> text(request()));
  }

  @Test
  void whatPassesByItselfIsTriedAgain() throws Exception {
    for (Reply bad :
        List.of(
            Reply.of(500, "oops"),
            Reply.of(503, "busy"),
            Reply.of(429, "too many"),
            Reply.of(200, BODY).brokenOff(),
            Reply.of(200, BODY).stalled())) {
      server.answer(bad, Reply.of(200, "good"));
      assertThat(text(request())).as(bad.status() + " " + bad.sent()).isEqualTo("good");
    }
    assertThat(server.asked().getFirst().headers().get("User-agent"))
        .containsExactly("LivingEvidence/1.0");
  }

  @Test
  void aSourceThatAsksForARestGetsIt() throws Exception {
    server.answer(Reply.of(429, "").with("Retry-After", "7"), Reply.of(200, "good"));
    assertThat(text(request())).isEqualTo("good");
    assertThat(clients.rests.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void aSourceThatAsksForTooLongARestFailsAtOnce() {
    server.answer(Reply.of(503, "").with("Retry-After", "86400"));
    assertThat(failure())
        .hasMessageContaining("asks to be left alone until 20")
        .hasMessageContaining("longest-retry-after");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void theLastAttemptsFailureSaysWhatTheSourceDid() {
    server.answer(Reply.of(502, "<html>\n<b>Bad\tgateway</b>"));
    assertThat(failure())
        .hasMessage(
            "127.0.0.1:"
                + server.port()
                + "/file answered 502 (<html> <b>Bad gateway</b>), at the last of 3 attempts.")
        .matches(failure -> failure.why() == SourceFailure.Why.UNAVAILABLE)
        .matches(failure -> failure.status() == 502);
    assertThat(server.asked()).hasSize(3);
  }

  @Test
  void aRefusalIsNotTriedAgain() {
    server.answer(Reply.of(404, "no"));
    assertThat(failure()).matches(failure -> failure.why() == SourceFailure.Why.REFUSED);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whatASourceAnswersForItsOwnFaultsIsTriedAgainThere() throws Exception {
    server.answer(Reply.of(400, "proxy_stream()"), Reply.of(200, "good"));
    assertThat(text(request().passing(400))).isEqualTo("good");
    assertThat(
            clients
                .metrics
                .counter(
                    "living.evidence.source.requests", "host", "127.0.0.1", "outcome", "failed")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aBodyThatStandsStillForEverFails() {
    server.answer(Reply.of(200, BODY).stalled());
    assertThat(failure()).hasMessageContaining("stopped in the middle of its answer");
  }

  @Test
  void aBodyThatBreaksOffForEverFails() {
    server.answer(Reply.of(200, BODY).brokenOff());
    assertThat(failure()).hasMessageContaining("broke off");
  }

  @Test
  void aBodyThatIsTooLongIsNotReadToItsEnd() {
    var small = clients.with(Map.of("max-body", "1K"));
    server.answer(Reply.of(200, BODY));
    assertThatThrownBy(
            () -> small.fetch(request(), body -> body.readAllBytes().length, Pulse.QUIET))
        .isInstanceOf(SourceFailure.class)
        .hasMessageContaining("more than the 1024 bytes allowed");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aFileThatFailsItsCheckComesAgain(@TempDir Path folder) throws Exception {
    server.answer(Reply.of(200, "<html>sorry</html>"), Reply.of(200, BODY));
    Path file = folder.resolve("file");
    client.download(
        request(),
        file,
        it -> {
          if (Files.size(it) != BODY.length) {
            throw new BrokenBody("answered a page");
          }
        },
        Pulse.QUIET);
    assertThat(file).hasBinaryContent(BODY);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aFullDiskIsNotTheSourcesFault(@TempDir Path folder) {
    server.answer(Reply.of(200, BODY));
    assertThatThrownBy(
            () ->
                client.download(request(), folder.resolve("no/such/folder"), it -> {}, Pulse.QUIET))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whoeverWaitsIsToldAndMayLeave() {
    server.answer(Reply.of(503, "").with("Retry-After", "600"));
    var told = new ArrayList<String>();
    class Left extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
    assertThatThrownBy(
            () ->
                client.fetch(
                    request(),
                    body -> 1,
                    what -> {
                      told.add(what);
                      if (told.size() == 5) {
                        throw new Left();
                      }
                    }))
        .isInstanceOf(Left.class);
    assertThat(told.getLast()).contains("answered 503");
  }

  @Test
  void whatIsSecretIsNeverSaid() {
    server.answer(Reply.of(400, "{\"error\":\"API key invalid\",\"api-key\":\"s3cret\"}"));
    var secret =
        SourceRequest.post(server.uri("/x"), Map.of("api_key", "s3cret"), List.of("s3cret"));
    assertThatThrownBy(() -> text(secret))
        .hasMessageContaining("API key invalid")
        .hasMessageContaining("***")
        .hasMessageNotContaining("s3cret");
    assertThat(server.asked().getFirst().form()).containsEntry("api_key", "s3cret");
    assertThat(failure()).hasMessageNotContaining("private");
  }

  @Test
  void aSourceThatIsNotThereFails() {
    URI nobody = server.uri("/");
    server.close();
    assertThatThrownBy(() -> text(SourceRequest.get(nobody)))
        .hasMessageContaining("cannot be connected to, at the last of 3 attempts");
  }

  @Test
  void theProxyIsUsedAndHostsMayBeExcepted() throws Exception {
    server.answer(Reply.of(200, "through"));
    var proxied =
        clients.with(
            Map.of(
                "proxy", "http://127.0.0.1:" + server.port(),
                "no-proxy", ".inside.invalid,127.0.0.1",
                "attempts", "1"));
    URI outside = URI.create("http://source.invalid/file");
    String answer =
        proxied.fetch(
            SourceRequest.get(outside),
            body -> new String(body.readAllBytes(), StandardCharsets.UTF_8),
            Pulse.QUIET);
    assertThat(answer).isEqualTo("through");
    assertThat(server.asked().getFirst().uri()).isEqualTo(outside);
    assertThatThrownBy(
            () ->
                proxied.fetch(
                    SourceRequest.get(URI.create("http://mirror.inside.invalid/file")),
                    body -> 1,
                    Pulse.QUIET))
        .isInstanceOf(SourceFailure.class);
    assertThat(server.asked()).hasSize(1);
  }
}
