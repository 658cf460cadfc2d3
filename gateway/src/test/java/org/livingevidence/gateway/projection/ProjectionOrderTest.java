package org.livingevidence.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.gateway.intake.Source.CITATIONS;
import static org.livingevidence.gateway.intake.Source.DRUGS;
import static org.livingevidence.gateway.intake.Source.TOPICS;
import static org.livingevidence.gateway.projection.TestEvents.broader;
import static org.livingevidence.gateway.projection.TestEvents.changed;
import static org.livingevidence.gateway.projection.TestEvents.citation;
import static org.livingevidence.gateway.projection.TestEvents.condition;
import static org.livingevidence.gateway.projection.TestEvents.deleted;
import static org.livingevidence.gateway.projection.TestEvents.drug;
import static org.livingevidence.gateway.projection.TestEvents.mention;
import static org.livingevidence.gateway.projection.TestEvents.named;
import static org.livingevidence.gateway.projection.TestEvents.restriction;
import static org.livingevidence.gateway.projection.TestEvents.retracted;
import static org.livingevidence.gateway.projection.TestEvents.topic;
import static org.livingevidence.gateway.projection.TestEvents.type;
import static org.livingevidence.gateway.projection.TestEvents.umbrella;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.livingevidence.gateway.projection.TestEvents.Event;
import org.livingevidence.gateway.projection.TestStore.Hand;
import org.livingevidence.gateway.rebuild.GenerationDifference;

/// Whatever the order and the cut into batches, the same events end in the same content: I3, I8,
/// I9, I10.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectionOrderTest {
  private static final int SHUFFLES = 20;

  private final TestStore store = new TestStore();
  private ProjectorSession session;
  private String expected;

  @BeforeAll
  void applyInOrder() throws Exception {
    session = store.elect();
    try {
      expected = contentOf(1, events(), new Random(0), 100);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    assertThat(expected)
        .contains("link (pmid:1,D001171")
        .contains("link (pmid:1,LE:stills")
        .contains("place (anakinra,D001168")
        .contains("evidence (pmid:8,D001172,anakinra,title")
        .contains("evidence (pmid:11,LE:stills,anakinra,title")
        .contains("drug count (D001168,canakinumab,total")
        .doesNotContain(",withdrawnib,")
        .doesNotContain("pmid:5")
        .doesNotContain("relink");
  }

  @AfterAll
  void close() {
    session.close();
  }

  @TestFactory
  List<DynamicTest> anyOrderOfTheSameEventsEndsInTheSameContent() {
    return IntStream.rangeClosed(1, SHUFFLES)
        .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> shuffled(seed)))
        .toList();
  }

  private void shuffled(int seed) throws Exception {
    // Given every event, some of them twice, in an order that nobody promised
    Random random = new Random(seed);
    List<Event> events = new ArrayList<>(events());
    for (int i = 0; i < 10; i++) {
      events.add(events.get(random.nextInt(events.size())));
    }
    Collections.shuffle(events, random);
    int generation = seed + 1;
    session.inTransaction(
        1,
        transaction -> {
          GenerationSchema.create(transaction.connection(), generation);
          return true;
        });

    // When they are applied in batches of any size, with relinking in between
    String content = contentOf(generation, events, random, 1 + random.nextInt(6));

    // Then the content is the same, and so does the comparison of generations see it
    assertThat(content).isEqualTo(expected);
    Set<String> differing =
        session.inTransaction(
            1, t -> GenerationDifference.conditions(t.connection(), 1, generation));
    assertThat(differing).isEmpty();
  }

  @Test
  void aMemberOfARestrictedClassIsContentOfWhoeverIsRestricted() throws Exception {
    // Given two generations that differ in what another drug is called
    ObjectNode restricted = drug("anakinra", "D001172");
    ObjectNode restriction = restricted.withArray("restrictions").addObject();
    restriction.put("force", "avoid").put("jurisdiction", "US");
    restriction.putObject("against").put("kind", "class").put("name", "Zorkin blockers");
    restriction.putObject("source").put("kind", "label").put("sentence", "Avoid.");
    ObjectNode member = drug("zorkimab").put("drugClass", "Zorkin blocker");
    List<Event> before =
        List.of(
            changed(TOPICS, 1, condition("D001172", "Arthritis", "C05.1")),
            changed(DRUGS, 1, restricted),
            changed(DRUGS, 1, member));
    for (int generation : new int[] {101, 102, 103}) {
      session.inTransaction(
          1,
          transaction -> {
            GenerationSchema.create(transaction.connection(), generation);
            return true;
          });
      contentOf(generation, before, new Random(0), 100);
    }
    new Hand(session, 102, false)
        .apply(changed(DRUGS, 2, member.deepCopy().put("drugClass", "Quite another class")));
    new Hand(session, 103, false).apply(deleted(DRUGS, 2, "zorkimab"));

    // Then the view that lists the class's members differs
    assertThat(differing(101, 102)).containsExactly("D001172");
    assertThat(differing(101, 103)).containsExactly("D001172");
    assertThat(differing(103, 101)).containsExactly("D001172");
    assertThat(differing(102, 103)).isEmpty();
  }

  private Set<String> differing(int live, int next) throws Exception {
    return session.inTransaction(
        1, t -> GenerationDifference.conditions(t.connection(), live, next));
  }

  private String contentOf(int generation, List<Event> events, Random random, int largest)
      throws Exception {
    Hand hand = new Hand(session, generation, false);
    for (int at = 0; at < events.size(); ) {
      int size = Math.min(events.size() - at, 1 + random.nextInt(largest));
      hand.apply(events.subList(at, at + size));
      at += size;
      if (random.nextBoolean()) {
        hand.relink(1 + random.nextInt(2));
      }
    }
    hand.relinkAll(2);
    return store.content(generation);
  }

  /// A small world in which everything happens: moved and renamed topics, one that becomes a
  /// condition late, deletions, a recreation, a retraction and its end, drugs that come before
  /// their conditions.
  static List<Event> events() {
    return List.of(
        changed(TOPICS, 1, condition("C05", "Musculoskeletal Diseases", "C05")),
        changed(TOPICS, 1, condition("D001168", "Arthritis", "C05.550.114")),
        changed(TOPICS, 1, condition("D007592", "Joint Diseases", "C05.550")),
        changed(TOPICS, 1, condition("D001172", "Rheumatoid Arthritis", "C05.550.114.154")),
        changed(TOPICS, 1, condition("D001171", "Juvenile Arthritis", "C05.550.999")),
        changed(TOPICS, 2, condition("D001171", "Juvenile Arthritis", "C05.550.114.122", "C17.1")),
        changed(
            TOPICS, 1, condition("D016706", "Stills Disease, Adult-Onset", "C05.550.114.154.774")),
        changed(TOPICS, 1, broader(condition("C565798", "Systemic juvenile arthritis"), "D001171")),
        changed(TOPICS, 1, umbrella("LE:stills", "Stills Disease", "D016706", "C565798")),
        changed(TOPICS, 1, topic("D006801", "Humans", "B01.050")),
        changed(TOPICS, 1, topic("D005334", "Fever", "G07.1")),
        changed(TOPICS, 2, condition("D005334", "Fever", "C23.888.119.344", "C05.9")),
        changed(TOPICS, 1, condition("D000001", "Gone", "C05.550.114.154.775")),
        deleted(TOPICS, 2, "D000001"),
        changed(TOPICS, 1, condition("D000002", "Gone and back", "C05.1")),
        deleted(TOPICS, 2, "D000002"),
        changed(TOPICS, 3, condition("D000002", "Back", "C05.550.2")),
        changed(
            CITATIONS,
            1,
            type(
                citation(
                    "pmid:1",
                    "Systemic juvenile arthritis: a trial",
                    2012,
                    "D016706",
                    "C565798*",
                    "D006801"),
                "Randomized Controlled Trial")),
        changed(
            CITATIONS,
            1,
            citation("pmid:2", "Fever of unknown origin", 1999, "D005334*", "D006801")),
        changed(CITATIONS, 1, citation("pmid:3", "Two headings", 2001, "D001172", "D001168*")),
        changed(CITATIONS, 2, citation("pmid:3", "Other headings", 2002, "D000002", "D000001")),
        changed(CITATIONS, 1, retracted(citation("pmid:4", "Retracted", 2010, "D001172*"))),
        changed(CITATIONS, 2, citation("pmid:4", "Reinstated", 2010, "D001172*")),
        changed(CITATIONS, 1, citation("pmid:5", "Deleted", 2010, "D001172*")),
        deleted(CITATIONS, 2, "pmid:5"),
        deleted(CITATIONS, 2, "pmid:5").tombstone(),
        changed(CITATIONS, 1, citation("pmid:6", "Recreated", 2010, "D001172*")),
        deleted(CITATIONS, 2, "pmid:6"),
        changed(CITATIONS, 3, retracted(citation("pmid:6", "Recreated", 2011, "D001171"))),
        changed(CITATIONS, 1, citation("pmid:7", "Names nothing known", 2010, "D999999")),
        changed(CITATIONS, 1, citation("pmid:8", "Kineret and Ilaris", 2015, "C565798", "D006801")),
        changed(CITATIONS, 2, citation("pmid:8", "Ilaris, then Kineret", 2016, "D016706")),
        changed(CITATIONS, 1, citation("pmid:9", "Withdrawnib once more", 2014, "D001172")),
        changed(CITATIONS, 1, retracted(citation("pmid:10", "On anakinra", 2014, "D001172"))),
        changed(
            CITATIONS, 1, mention(citation("pmid:11", "Anakinra again", 2018), "title", "C565798")),
        changed(DRUGS, 3, named(drug("canakinumab", "C565798"), "Ilaris")),
        changed(DRUGS, 1, drug("anakinra", "D001172", "LE:stills")),
        changed(
            DRUGS,
            2,
            named(
                restriction(drug("anakinra", "D001172", "D000002"), "D005334", "avoid"),
                "Kineret")),
        changed(DRUGS, 1, drug("canakinumab", "C565798")),
        changed(DRUGS, 1, drug("withdrawnib", "D001172")),
        deleted(DRUGS, 2, "withdrawnib"));
  }
}
