package org.livingevidence.gateway.projection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.livingevidence.gateway.intake.Source.CITATIONS;
import static org.livingevidence.gateway.intake.Source.TOPICS;
import static org.livingevidence.gateway.projection.TestEvents.changed;
import static org.livingevidence.gateway.projection.TestEvents.citation;
import static org.livingevidence.gateway.projection.TestEvents.condition;
import static org.livingevidence.gateway.projection.TestEvents.deleted;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.projection.TestEvents.Event;
import org.livingevidence.teststack.TestStack;
import org.livingevidence.teststack.TopicReader;

/// The projector on real topics: restarts, poison, losses and rebuilds.
class ProjectorTest {
  private static final String LINKS =
      "select citation_id || ' ' || condition_id from g%d.condition_citation order by 1";

  private RunningProjector running;

  @BeforeEach
  void aCitationUnderACondition() throws Exception {
    running = new RunningProjector();
    running.start();
    running.send(changed(TOPICS, 1, condition("A", "Arthritis", "C05.1")));
    running.send(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "A")));
    running.awaitRows(LINKS.formatted(1), "pmid:1 A");
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void goesOnFromTheStoredOffsetsAfterARestart() throws Exception {
    running.stop();
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A")));
    running.start();

    running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A");
    assertThat(running.store().query("select epoch from projector")).containsExactly("2");
    assertThat(running.changes()).extracting(ChangeRow::position).doesNotHaveDuplicates();
    assertThat(running.store().query("select count(*) from change"))
        .containsExactly("" + running.changes().size());
  }

  @Test
  void aPoisonRecordIsSetAsideWithItsBytesAndBlocksNobody() throws Exception {
    // Given records that are no events, and one behind each of them
    RecordHeaders headers = new RecordHeaders();
    headers.add("odd", new byte[] {0, 1});
    RecordMetadata poison = running.send(CITATIONS, "pmid:2", headers, "{broken".getBytes(UTF_8));
    Event wrongHash = changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A"));
    running.send(CITATIONS, "pmid:2", wrongHash.headers(), "{\"id\":\"pmid:2\"}".getBytes(UTF_8));
    running.send(changed(CITATIONS, 1, citation("pmid:2", "NUL \0 in it", 2000, "A")));
    running.send(changed(CITATIONS, 2, citation("pmid:2", "T", 2000, "A")));

    // Then the good one is applied and the others are kept, in the store and in the topic
    running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A");
    running.awaitRows("select count(*) from dead_letter", "3");
    ConsumerRecord<String, byte[]> letter =
        TopicReader.readAll(TestStack.get().bootstrapServers(), running.deadLetters()).getFirst();
    assertThat(letter.key()).isEqualTo("pmid:2");
    assertThat(letter.value()).isEqualTo("{broken".getBytes(UTF_8));
    assertThat(letter.headers().lastHeader("odd").value()).containsExactly(0, 1);
    assertThat(new String(letter.headers().lastHeader("dead-letter-offset").value(), UTF_8))
        .isEqualTo("" + poison.offset());
  }

  @Test
  void aRecordThatTheStoreRefusesIsFoundAmongTheOthers() throws Exception {
    // Given a store that refuses one of them
    running
        .store()
        .execute(
            "alter table g1.citation add constraint refused check (data ->> 'title' <> 'refused')");
    running.stop();
    for (int i = 2; i <= 9; i++) {
      running.send(
          changed(CITATIONS, 1, citation("pmid:" + i, i == 5 ? "refused" : "T", 2000, "A")));
    }

    // When they come in one batch
    running.start();

    // Then that one is set aside, and redriven it is applied once the store takes it
    running.awaitRows("select count(*) from g1.citation", "8");
    running.awaitRows(
        "select state || convert_from(record_key, 'UTF8') from dead_letter", "parkedpmid:5");
    running.store().execute("alter table g1.citation drop constraint refused");
    running.store().execute("update dead_letter set state = 'requested'");
    running.awaitRows("select state from dead_letter", "applied");
    running.awaitRows("select count(*) from g1.condition_citation", "9");
  }

  @Test
  void aStaleRedriveChangesNothing() throws Exception {
    running.send(CITATIONS, "pmid:1", new RecordHeaders(), null);
    running.awaitRows("select state from dead_letter", "parked");
    Event old = changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "A"));
    running.send(deleted(CITATIONS, 2, "pmid:1"));
    running.awaitRows(LINKS.formatted(1));

    // When the record is redriven with what an old event held
    StringBuilder headers = new StringBuilder("[");
    old.headers()
        .forEach(
            header ->
                headers
                    .append(headers.length() > 1 ? "," : "")
                    .append("[\"")
                    .append(Base64.getEncoder().encodeToString(header.key().getBytes(UTF_8)))
                    .append("\",\"")
                    .append(Base64.getEncoder().encodeToString(header.value()))
                    .append("\"]"));
    running
        .store()
        .execute(
            "update dead_letter set state = 'requested', headers = '%s', record_value = convert_to('%s', 'UTF8')"
                .formatted(headers.append("]"), new String(old.value(), UTF_8)));

    running.awaitRows("select state from dead_letter", "stale");
    assertThat(running.store().query(LINKS.formatted(1))).isEmpty();
  }

  @Test
  void aRebuildKeepsTheVersionsOfEqualContentAndChangesTheRest() throws Exception {
    // Given two conditions, and a counter of one that went wrong
    running.send(changed(TOPICS, 1, condition("B", "Back pain", "C09.1")));
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "B")));
    running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 B");
    String versionOfA = version("A");
    String versionOfB = version("B");
    running
        .store()
        .execute(
            "update g1.condition_count set n = 7 where condition_id = 'B' and facet = 'total'");

    // When the store is rebuilt, while events go on
    running.store().execute("insert into rebuild (reason, requested_by) values ('test', 'test')");
    running.send(changed(CITATIONS, 1, citation("pmid:3", "T", 2000, "C")));

    // Then the wrong one gets a new version by a rebuilt change, and the old tables go
    running.awaitRows("select state || ' ' || changed from rebuild", "switched 1");
    assertThat(running.generation()).isEqualTo(2);
    assertThat(version("A")).isEqualTo(versionOfA);
    assertThat(version("B")).isNotEqualTo(versionOfB);
    assertThat(running.store().query("select kind from change order by position desc limit 1"))
        .containsExactly("rebuilt");
    await()
        .untilAsserted(
            () ->
                assertThat(running.changes())
                    .extracting(ChangeRow::kind)
                    .contains(ChangeKind.REBUILT));
    running.awaitRows("select count(*) from pg_namespace where nspname = 'g1'", "0");
    running.send(changed(CITATIONS, 1, citation("pmid:4", "T", 2000, "A")));
    running.awaitRows(LINKS.formatted(2), "pmid:1 A", "pmid:2 B", "pmid:4 A");
  }

  @Test
  void aTopicCreatedAnewIsNoticedAndTheStoreRebuiltWithoutGhosts() throws Exception {
    // Given a topic that is created anew while the projector is away, holding less and other things
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A")));
    running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A");
    running.stop();
    recreate(running.topic(CITATIONS));
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A")));
    running.send(changed(CITATIONS, 1, citation("pmid:3", "T", 2000, "A")));

    running.start();

    running.awaitRows("select state from rebuild", "switched");
    running.awaitRows(LINKS.formatted(2), "pmid:2 A", "pmid:3 A");
  }

  @Test
  void aTopicCreatedAnewUnderTheRunningProjectorIsNoticedToo() throws Exception {
    recreate(running.topic(CITATIONS));
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A")));

    running.awaitRows("select state from rebuild", "switched");
    running.awaitRows(LINKS.formatted(running.generation()), "pmid:2 A");
  }

  @Test
  void aRestartInTheMiddleOfARebuildGoesOnWithIt() throws Exception {
    // Given a rebuild that waits, because its topic is still empty
    running.stop();
    recreate(running.topic(CITATIONS));
    running.start();
    running.awaitRows("select state || generation from rebuild", "waiting2");

    // When the projector is started again and an operator insists
    running.stop();
    running.start();
    running.store().execute("update rebuild set forced = true");

    running.awaitRows("select state || generation from rebuild", "switched2");
    assertThat(running.store().query(LINKS.formatted(2))).isEmpty();
    assertThat(running.store().query("select kind from change order by position desc limit 1"))
        .containsExactly("rebuilt");
  }

  @Test
  void anAbsentTopicIsWaitedFor() throws Exception {
    running.stop();
    running.admin().deleteTopics(List.of(running.topic(CITATIONS))).all().get();
    running.start();
    assertThat(running.store().query(LINKS.formatted(1))).containsExactly("pmid:1 A");

    running.createTopics();
    running.send(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "A")));

    running.awaitRows("select state from rebuild", "switched");
  }

  @Test
  void aRebuildFromATopicThatIsStillEmptyWaitsForItsOwner() throws Exception {
    // Given a topic created anew whose owner has not emitted again
    running.stop();
    recreate(running.topic(CITATIONS));
    running.start();

    // Then readers keep what they had until it has
    running.awaitRows("select state from rebuild", "waiting");
    assertThat(running.store().query(LINKS.formatted(1))).containsExactly("pmid:1 A");
    running.send(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "A")));
    running.awaitRows("select state from rebuild", "switched");
    assertThat(running.store().query(LINKS.formatted(2))).containsExactly("pmid:1 A");
  }

  @Test
  void anOffsetThatIsGoneLeadsToARebuild() throws Exception {
    // Given a log that ends before what was read, as after the loss of a broker's disk
    running.stop();
    running.store().execute("update g1.source_offset set next_offset = next_offset + 1000");
    running.start();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(running.store().query("select reason from rebuild"))
                    .singleElement()
                    .asString()
                    .contains("holds offsets"));
    running.awaitRows("select state from rebuild", "switched");
    assertThat(running.store().query(LINKS.formatted(2))).containsExactly("pmid:1 A");
  }

  @Test
  void aPauseLongerThanTombstonesAreKeptLeadsToARebuild() throws Exception {
    running.stop();
    running
        .store()
        .execute(
            "update g1.source_offset set last_broker_time = last_broker_time - interval '60 days'");
    running.send(changed(CITATIONS, 2, citation("pmid:1", "T", 2000, "A")));
    running.start();

    running.awaitRows("select state from rebuild", "switched");
    assertThat(running.store().query("select reason from rebuild").getFirst())
        .contains("deletions of");
    running.awaitRows(LINKS.formatted(2), "pmid:1 A");
  }

  @Test
  void aSecondProjectorStandsByAndTakesOver() throws Exception {
    try (Projector second = running.another()) {
      second.start();
      running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "A")));
      running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A");
      assertThat(second.leading()).isFalse();

      running.stop();
      running.send(changed(CITATIONS, 1, citation("pmid:3", "T", 2000, "A")));

      running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A", "pmid:3 A");
      assertThat(second.leading()).isTrue();
    }
  }

  @Test
  void theHierarchyOfTheStoreIsLoadedAtTheElection() throws Exception {
    running.stop();
    running.start();
    running.send(changed(TOPICS, 1, condition("B", "Below", "C05.1.1")));
    running.send(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "B")));

    running.awaitRows(LINKS.formatted(1), "pmid:1 A", "pmid:2 A", "pmid:2 B");
  }

  private void recreate(String topic) throws Exception {
    running.admin().deleteTopics(List.of(topic)).all().get();
    await()
        .untilAsserted(
            () -> assertThat(running.admin().listTopics().names().get()).doesNotContain(topic));
    running.createTopics();
  }

  private String version(String condition) throws Exception {
    return running
        .store()
        .query("select position from condition_version where condition_id = '" + condition + "'")
        .getFirst();
  }
}
