package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFolderTest {
  @TempDir Path temp;

  @Test
  void belongsToOneLauncherAtATime() {
    try (StackFolder first = StackFolder.open(temp.resolve("data"))) {
      assertThatThrownBy(() -> StackFolder.open(first.path()).close())
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("already running");
    }
    StackFolder.open(temp.resolve("data")).close();
  }

  @Test
  void keepsItsSecretsOverRestartsReadableByTheOwnerOnly() throws Exception {
    String password;
    String key;
    try (StackFolder folder = StackFolder.open(temp.resolve("data"))) {
      password = folder.password("citation");
      folder.writeToken();
      key = Files.readString(folder.publicKeyFile());
    }

    try (StackFolder again = StackFolder.open(temp.resolve("data"))) {
      again.writeToken();
      assertThat(again.password("citation")).isEqualTo(password);
      assertThat(again.password("drug")).isNotEqualTo(password);
      assertThat(Files.readString(again.publicKeyFile())).isEqualTo(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(again.tokenFile())))
          .isEqualTo("rw-------");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(again.path().resolve("secrets/citation.password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void theTokenIsSignedByTheKeyThatTheServicesAreGiven() throws Exception {
    try (StackFolder folder = StackFolder.open(temp.resolve("data"))) {
      folder.writeToken();
      String[] parts = Files.readString(folder.tokenFile()).strip().split("\\.");
      JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));

      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      String pem =
          Files.readString(folder.publicKeyFile())
              .replaceAll("-----[A-Z ]+-----", "")
              .replaceAll("\\s", "");
      signature.initVerify(
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem))));
      signature.update(
          (parts[0] + "." + parts[1]).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
      assertThat(claims.path("iss").asText()).isEqualTo("living-evidence");
      assertThat(claims.path("groups"))
          .extracting(JsonNode::asText)
          .contains("curator", "importer", "operator");
    }
  }
}
