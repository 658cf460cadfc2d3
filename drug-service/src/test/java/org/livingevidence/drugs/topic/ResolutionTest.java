package org.livingevidence.drugs.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.TopicPublisher;
import org.livingevidence.outbox.Kind;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// Names of conditions and the topics they mean, whichever comes first (I9, I10, I12).
@DrugServiceTest
class ResolutionTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopicPublisher citationService = new TopicPublisher();

  @Inject DataSource database;

  @AfterEach
  void close() {
    citationService.close();
  }

  private static void putDrug(String id, String conditionName) {
    As.curator()
        .body(
            """
            {"name": "%s", "indications": [{"condition": {"name": "%s"}, "jurisdiction": "US",
              "status": "none-found"}]}
            """
                .formatted(id, conditionName))
        .put("/api/v1/drugs/" + id)
        .then()
        .statusCode(201);
  }

  private static JsonNode condition(String drug) {
    try {
      return JSON.readTree(As.reader().get("/api/v1/drugs/" + drug).asString())
          .at("/indications/0/condition");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitCondition(String drug, String match, String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              var condition = condition(drug);
              assertThat(condition.path("match").asText()).isEqualTo(match);
              assertThat(condition.path("id").asText("")).isEqualTo(id);
            });
  }

  private void awaitTopic(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(versionOf(id)).isPositive());
  }

  private long versionOf(String topic) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("select version from topic where id = ?")) {
      statement.setString(1, topic);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  @Test
  void aTopicThatArrivesAfterTheDrugEndsAsOneThatCameBefore() {
    citationService.changed(1, TopicPublisher.condition("D900001", "Fever, Early"));
    awaitTopic("D900001");
    putDrug("early-topic", "Fever, Early");
    putDrug("late-topic", "Fever, Late");
    assertThat(condition("late-topic").path("match").asText()).isEqualTo("unresolved");

    citationService.changed(1, TopicPublisher.condition("D900002", "Fever, Late"));

    awaitCondition("early-topic", "named", "D900001");
    awaitCondition("late-topic", "named", "D900002");
    var early = (ObjectNode) condition("early-topic");
    var late = (ObjectNode) condition("late-topic");
    assertThat(early.put("id", "x").put("name", "x"))
        .isEqualTo(late.put("id", "x").put("name", "x"));
  }

  @Test
  void aSecondMeaningMakesANameAmbiguousAndItsDeletionMakesItClearAgain() {
    putDrug("ambiguous", "Twofold disease");
    citationService.changed(1, TopicPublisher.condition("D900011", "One", "Twofold disease"));
    awaitCondition("ambiguous", "named", "D900011");

    citationService.changed(1, TopicPublisher.condition("D900012", "Two", "Twofold disease"));
    awaitCondition("ambiguous", "ambiguous", "");
    assertThat(condition("ambiguous").path("candidates").toString())
        .isEqualTo("[\"D900011\",\"D900012\"]");

    citationService.deleted(2, "D900012");
    awaitCondition("ambiguous", "named", "D900011");
  }

  @Test
  void aCuratorsChoiceIsNeverResolvedAgainAndSurvivesTheFormThatNamesOnly() {
    putDrug("chosen", "Chosen disease");
    var indication = (ObjectNode) indication("chosen");
    ((ObjectNode) indication.get("condition")).put("id", "D900099").put("match", "chosen");
    As.curator()
        .body(indication.toString())
        .put("/api/v1/drugs/chosen/indications/" + indication.get("id").asText())
        .then()
        .statusCode(200);

    citationService.changed(1, TopicPublisher.condition("D900021", "Chosen disease"));
    putDrug("witness", "Chosen disease");
    awaitCondition("witness", "named", "D900021");
    As.curator()
        .body(
            """
            {"name": "chosen", "indications": [{"condition": {"name": "Chosen disease"},
              "jurisdiction": "US", "status": "none-found"}]}
            """)
        .put("/api/v1/drugs/chosen")
        .then()
        .statusCode(200);

    assertThat(condition("chosen").path("id").asText()).isEqualTo("D900099");
    assertThat(condition("chosen").path("match").asText()).isEqualTo("chosen");
  }

  @Test
  void aLateEventNeverResurrectsADeletedTopic() throws SQLException {
    citationService.changed(5, TopicPublisher.condition("D900031", "Gone disease"));
    citationService.deleted(6, "D900031");
    citationService.changed(4, TopicPublisher.condition("D900031", "Gone disease"));
    citationService.changed(1, TopicPublisher.condition("D900032", "Witness disease"));
    putDrug("gone", "Gone disease");
    putDrug("gone-witness", "Witness disease");
    awaitCondition("gone-witness", "named", "D900032");
    awaitTopic("D900031");

    await().untilAsserted(() -> assertThat(versionOf("D900031")).isEqualTo((1L << 40) + 6));
    assertThat(condition("gone").path("match").asText()).isEqualTo("unresolved");
  }

  @Test
  void aPoisonEventIsBuriedWithItsBytesAndBlocksNobody() {
    var poison =
        "{\"id\": \"D900041\", \"name\": ".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    var topic = TopicPublisher.condition("D900041", "Poisoned disease");
    citationService.send(
        "D900041", poison, TopicPublisher.headers(Kind.CHANGED, "D900041", 1, topic));
    citationService.send("D900041", poison, new RecordHeaders());
    citationService.changed(2, topic);
    putDrug("poisoned", "Poisoned disease");

    awaitCondition("poisoned", "named", "D900041");
    var letters =
        TopicReader.readAll(
                TestStack.get().bootstrapServers(), "living-evidence.drug-service.dead-letters")
            .stream()
            .filter(letter -> "D900041".equals(letter.key()))
            .toList();
    assertThat(letters).hasSize(2);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.value()).isEqualTo(poison);
              assertThat(letter.headers().lastHeader("dead-letter-offset")).isNotNull();
              assertThat(letter.headers().lastHeader("dead-letter-reason")).isNotNull();
            });
    assertThat(letters.getFirst().headers().lastHeader("ce_id")).isNotNull();
  }

  @Test
  void manyDrugsOfOneNameAreAllResolved() {
    for (int i = 0; i < 25; i++) {
      putDrug("many-" + i, "Common disease");
    }

    citationService.changed(1, TopicPublisher.condition("D900051", "Common disease"));

    for (int i = 0; i < 25; i++) {
      awaitCondition("many-" + i, "named", "D900051");
    }
  }

  private static JsonNode indication(String drug) {
    try {
      return JSON.readTree(As.reader().get("/api/v1/drugs/" + drug).asString())
          .at("/indications/0");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
