package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

class TrustTest {
  @TempDir Path folder;

  @Test
  void aPrivateAuthorityIsTrustedWhereTheSettingsNameIt() throws Exception {
    var authority = new PrivateAuthority(folder, "san=ip:127.0.0.1");
    try (var server = SourceServer.start(authority.context())) {
      server.answer(Reply.of(200, "good"));
      var request = SourceRequest.get(server.uri("/"));

      // When nobody vouches for it
      assertThatThrownBy(() -> new Clients().with(Map.of()).fetch(request, body -> 1, Pulse.QUIET))
          .isInstanceOf(SourceFailure.class)
          .hasMessageContaining("living-evidence.connect.ca");
      assertThat(server.asked()).isEmpty();

      // When the authority is named
      var client = new Clients().with(Map.of("ca", authority.certificate().toString()));
      String answer =
          client.fetch(
              request,
              body -> new String(body.readAllBytes(), StandardCharsets.UTF_8),
              Pulse.QUIET);
      assertThat(answer).isEqualTo("good");
    }
  }

  @Test
  void aFileThatHoldsNoCertificateIsRefusedByName() throws Exception {
    Path pem = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> new Clients().with(Map.of("ca", pem.toString())))
        .hasMessageContaining("living-evidence.connect.ca")
        .hasMessageContaining("holds no certificate");
  }
}
