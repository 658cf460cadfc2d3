package org.livingevidence.drugs.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.DrugServiceTest;
import org.livingevidence.drugs.DrugServiceTest.As;
import org.livingevidence.drugs.TopicPublisher;
import org.livingevidence.outbox.CanonicalJson;
import org.livingevidence.outbox.Kind;

/// What could not be taken is kept as it came, and can be taken later: a stale record changes
/// nothing, a valid one converges (I12).
@DrugServiceTest
class DeadLetterTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final TopicPublisher citationService = new TopicPublisher();

  @Inject DeadLetterStore store;
  @Inject TopicStore topics;

  @AfterEach
  void close() {
    citationService.close();
  }

  @Test
  void aPoisonRecordIsListedAndStaysParkedHoweverOftenItIsRedriven() {
    citationService.send(
        "D939001",
        "{\"id\": ".getBytes(UTF_8),
        TopicPublisher.headers(
            Kind.CHANGED, "D939001", 1, TopicPublisher.condition("D939001", "Poison")));

    await().atMost(LONG).untilAsserted(() -> assertThat(letters("D939001")).hasSize(1));
    assertThat(letters("D939001").getFirst())
        .containsEntry("state", "parked")
        .containsKey("reason");
    assertThat(redrive(idOf("D939001"))).isEqualTo("parked");
  }

  @Test
  void aRecordThatIsNewsConvergesAndAnOlderOneIsStale() {
    park("D939002", 2, "Second name");
    assertThat(redrive(idOf("D939002"))).isEqualTo("applied");
    assertThat(version("D939002")).isEqualTo((1L << 40) + 2);
    assertThat(redrive(idOf("D939002"))).isEqualTo("stale");

    citationService.changed(5, TopicPublisher.condition("D939003", "Newer"));
    await().atMost(LONG).untilAsserted(() -> assertThat(version("D939003")).isPositive());
    park("D939003", 4, "Older");
    assertThat(redrive(idOf("D939003"))).isEqualTo("stale");
    assertThat(version("D939003")).isEqualTo((1L << 40) + 5);
    assertThat(letters("D939003").getFirst()).containsEntry("state", "stale");
  }

  @Test
  void aLetterThatNobodyHasIsNotFoundAndOthersThanOperatorsAreRefused() {
    As.with("operator").post("/api/v1/dead-letters/999999999/redrive").then().statusCode(404);
    As.curator().get("/api/v1/dead-letters").then().statusCode(403);
  }

  private void park(String id, long version, String name) {
    var topic = TopicPublisher.condition(id, name);
    byte[] value = CanonicalJson.bytes(topic);
    store.park(
        new ConsumerRecord<>(
            TopicPublisher.TOPIC,
            0,
            7_000_000 + version,
            System.currentTimeMillis(),
            TimestampType.LOG_APPEND_TIME,
            id.length(),
            value.length,
            id.getBytes(UTF_8),
            value,
            new RecordHeaders(TopicPublisher.headers(Kind.CHANGED, id, version, topic).toArray()),
            java.util.Optional.empty()),
        "set aside by a test");
  }

  private static List<Map<String, Object>> letters(String key) {
    return As.with("operator")
        .get("/api/v1/dead-letters?limit=500")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.key == '" + key + "' }");
  }

  private static long idOf(String key) {
    return ((Number) java.util.Objects.requireNonNull(letters(key).getFirst().get("id")))
        .longValue();
  }

  private static String redrive(long id) {
    return As.with("operator")
        .post("/api/v1/dead-letters/" + id + "/redrive")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getString("state");
  }

  private long version(String id) {
    var held = topics.held(List.of(id)).get(id);
    return held == null ? 0 : held.version();
  }
}
