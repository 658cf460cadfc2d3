package org.livingevidence.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Reply;

class TrustTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void aPrivateAuthorityIsTrustedWhereTheSettingsNameIt() throws Exception {
    Path store = folder.resolve("store.p12");
    Path pem = folder.resolve("ca.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "own",
        "-keyalg",
        "EC",
        "-dname",
        "CN=Own authority",
        "-ext",
        "san=ip:127.0.0.1",
        "-ext",
        "bc:c",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-storetype",
        "PKCS12");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "own",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-file",
        pem.toString());
    try (var server = SourceServer.start(context(store))) {
      server.answer(Reply.of(200, "good"));
      var request = SourceRequest.get(server.uri("/"));

      // When nobody vouches for it
      assertThatThrownBy(() -> new Clients().with(Map.of()).fetch(request, body -> 1, Pulse.QUIET))
          .isInstanceOf(SourceFailure.class)
          .hasMessageContaining("living-evidence.connect.ca");
      assertThat(server.asked()).isEmpty();

      // When the authority is named
      var client = new Clients().with(Map.of("ca", pem.toString()));
      String answer =
          client.fetch(request, body -> new String(body.readAllBytes(), "UTF-8"), Pulse.QUIET);
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

  private static SSLContext context(Path store) throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new java.util.ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(java.util.List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
    assertThat(process.waitFor()).as(said).isZero();
  }
}
