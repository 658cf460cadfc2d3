package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

/// A source behind a proxy, with a certificate of a private authority: a hospital's way out.
class TunnelTest {
  @TempDir Path folder;

  @Test
  void anEncryptedSourceIsReachedThroughTheProxy() throws Exception {
    var authority = new PrivateAuthority(folder, "san=dns:source.invalid");
    try (var server = SourceServer.start(authority.context());
        var proxy = new RecordingProxy(server.port())) {
      server.answer(Reply.of(200, "good"));
      var client =
          new Clients()
              .with(
                  Map.of(
                      "proxy",
                      "http://127.0.0.1:" + proxy.port(),
                      "ca",
                      authority.certificate().toString(),
                      "attempts",
                      "1"));
      String answer =
          client.fetch(
              SourceRequest.get(URI.create("https://source.invalid/file")),
              body -> new String(body.readAllBytes(), StandardCharsets.UTF_8),
              Pulse.QUIET);
      assertThat(answer).isEqualTo("good");
      assertThat(proxy.asked()).containsExactly("CONNECT source.invalid:443 HTTP/1.1");

      // And a certificate of another name is not taken for it
      assertThatThrownBy(
              () ->
                  client.fetch(
                      SourceRequest.get(URI.create("https://other.invalid/file")),
                      body -> 1,
                      Pulse.QUIET))
          .isInstanceOf(SourceFailure.class)
          .hasMessageContaining("not trusted");
    }
  }
}
