package org.livingevidence.gateway.event;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.Events;
import org.livingevidence.gateway.GatewayTest;
import org.livingevidence.outbox.EventEnvelope;
import org.livingevidence.outbox.EventHeaders;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TestTokens;
import org.livingevidence.teststack.TopicReader;

/// The summaries that leave for `living-evidence.condition-views`.
@GatewayTest
class ConditionViewsTest {
  private final Events events = new Events();
  private final String id = "D" + Events.unique();

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void aChangedConditionIsToldWithItsDrugsAndBestPublications() {
    events.condition(id, "Summed up " + id, "C" + Events.unique());
    events.citation("1" + Events.unique(), "First", 2001, id);
    events.send(
        "drug",
        events.json(
            """
            {"id": "drug-%1$s", "name": "drug", "source": {"kind": "curated"},
             "indications": [
               {"id": "a", "condition": {"id": "%2$s", "name": "x"}, "jurisdiction": "US",
                "status": "off-label", "source": {"kind": "guideline", "sentence": "s"}},
               {"id": "b", "condition": {"id": "%2$s", "name": "x"}, "jurisdiction": "US",
                "status": "approved", "source": {"kind": "label", "sentence": "s"}}],
             "restrictions": [
               {"against": {"kind": "drug", "name": "other"}, "force": "avoid",
                "jurisdiction": "US", "source": {"kind": "label", "sentence": "Avoid it."}}]}
            """
                .formatted(Events.unique(), id)));

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode summary = newest();
              assertThat(summary.at("/publications/total").asInt()).isEqualTo(1);
              assertThat(summary.at("/drugs/0/statuses/US").asText()).isEqualTo("approved");
              assertThat(summary.at("/alerts/0/text").asText()).isEqualTo("Avoid it.");
              assertThat(Contracts.violations("condition-view.v1.schema.json", summary)).isEmpty();
            });
  }

  @Test
  void aConditionThatIsGoneIsDeletedWithATombstone() {
    events.condition(id, "Soon gone " + id, "C" + Events.unique());
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(records()).isNotEmpty());

    events.delete("topic", id);

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              ConsumerRecord<String, byte[]> last = records().getLast();
              assertThat(last.value()).isNull();
              EventEnvelope envelope = EventHeaders.parse(last.headers());
              assertThat(envelope.deleted()).isTrue();
              assertThat(envelope.source()).isEqualTo("/gateway");
            });
  }

  @Test
  void aConditionThatChangesAfterARebuildIsToldToo() {
    int before = generation();
    given()
        .auth()
        .oauth2(TestTokens.token("someone", "operator"))
        .contentType("application/json")
        .body("{\"reason\": \"a test\"}")
        .post("/api/v1/projection/rebuilds")
        .then()
        .statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(generation()).isGreaterThan(before));

    events.condition(id, "Rebuilt " + id, "C" + Events.unique());

    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(records()).isNotEmpty());
  }

  private static int generation() {
    return given()
        .auth()
        .oauth2(TestTokens.token("someone", "operator"))
        .get("/api/v1/projection")
        .jsonPath()
        .getInt("generation");
  }

  private JsonNode newest() {
    List<ConsumerRecord<String, byte[]>> records = records();
    assertThat(records).isNotEmpty();
    return events.json(new String(records.getLast().value(), UTF_8));
  }

  private List<ConsumerRecord<String, byte[]>> records() {
    return TopicReader.readAll(
            TestStack.get().bootstrapServers(), "living-evidence.condition-views")
        .stream()
        .filter(record -> record.key().equals(id))
        .toList();
  }
}
