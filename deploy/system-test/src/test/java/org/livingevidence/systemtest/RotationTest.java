package org.livingevidence.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Two entries of the operator's handbook on one stack: what an owner publishes is paused and taken
/// up again, and between the two the secrets are changed.
class RotationTest {
  private static final Map<String, String> PAUSED = Map.of("LIVING_EVIDENCE_OUTBOX_RELAY", "false");
  private static final String NEW_PASSWORD = "another-password-of-the-role";

  @Test
  void aPauseAndNewSecretsLoseNothingAndWhatWasReplacedOpensNothing() throws Exception {
    try (RunningStack stack = RunningStack.startEmpty("rotated", PAUSED)) {
      StackApi api = new StackApi(stack);
      Databases databases = new Databases(stack);
      String oldToken = stack.writeToken();
      Path password = stack.data().resolve("secrets/drug.password");
      String oldPassword = Files.readString(password).strip();

      assertThat(putDrug(api, "written-in-the-pause", oldToken)).isEqualTo(201);
      assertThat(waiting(stack, api)).as("events that wait at the owner").isEqualTo(1);
      assertThat(held(databases)).as("drugs in the gateway's store").isEqualTo("0");

      databases.execute("postgres", "alter role drug password '" + NEW_PASSWORD + "'");
      assertThat(putDrug(api, "written-by-a-standing-session", oldToken)).isEqualTo(201);
      assertThatThrownBy(() -> connect(stack, oldPassword))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("28P01"));

      Files.writeString(password, NEW_PASSWORD);
      Files.delete(stack.data().resolve("secrets/token-key.pem"));
      Files.delete(stack.data().resolve("secrets/token-key.public.pem"));
      stack.restart(Map.of());

      connect(stack, NEW_PASSWORD);
      assertThatThrownBy(() -> connect(stack, oldPassword)).isInstanceOf(SQLException.class);
      assertThat(putDrug(api, "written-with-the-old-token", oldToken)).isEqualTo(401);
      assertThat(putDrug(api, "written-with-the-new-token", stack.writeToken())).isEqualTo(201);
      api.awaitRest();
      assertThat(waiting(stack, api)).isZero();
      assertThat(held(databases)).isEqualTo("3");
    }
  }

  private static int putDrug(StackApi api, String id, String token)
      throws IOException, InterruptedException {
    String drug = "{\"name\": \"%s\"}".formatted(id);
    return api.send("PUT", "/api/v1/drugs/" + id, "application/json", drug.getBytes(UTF_8), token)
        .statusCode();
  }

  private static int waiting(RunningStack stack, StackApi api)
      throws IOException, InterruptedException {
    JsonNode outbox =
        api.get(URI.create("http://127.0.0.1:" + (stack.portBase() + 2) + "/api/v1/outbox"));
    return outbox.path("interactive").path("rows").asInt(-1);
  }

  private static String held(Databases databases) throws SQLException, IOException {
    String generation = databases.one("gateway", "select generation from projector");
    return databases.one(
        "gateway", "select count(*) from g" + generation + ".drug where not deleted");
  }

  private static void connect(RunningStack stack, String password) throws SQLException {
    DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + (stack.portBase() + 3) + "/drug", "drug", password)
        .close();
  }
}
