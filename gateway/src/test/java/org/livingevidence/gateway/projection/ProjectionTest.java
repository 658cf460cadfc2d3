package org.livingevidence.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.gateway.intake.Source.CITATIONS;
import static org.livingevidence.gateway.intake.Source.DRUGS;
import static org.livingevidence.gateway.intake.Source.TOPICS;
import static org.livingevidence.gateway.projection.TestEvents.changed;
import static org.livingevidence.gateway.projection.TestEvents.citation;
import static org.livingevidence.gateway.projection.TestEvents.citing;
import static org.livingevidence.gateway.projection.TestEvents.condition;
import static org.livingevidence.gateway.projection.TestEvents.deleted;
import static org.livingevidence.gateway.projection.TestEvents.drug;
import static org.livingevidence.gateway.projection.TestEvents.mention;
import static org.livingevidence.gateway.projection.TestEvents.named;
import static org.livingevidence.gateway.projection.TestEvents.restriction;
import static org.livingevidence.gateway.projection.TestEvents.retracted;
import static org.livingevidence.gateway.projection.TestEvents.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.gateway.change.ChangeKind;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.change.ChangeStore;
import org.livingevidence.gateway.intake.VersionGuard.Verdict;
import org.livingevidence.gateway.projection.TestEvents.Event;
import org.livingevidence.gateway.projection.TestStore.Hand;

/// What single events do to the store.
class ProjectionTest {
  private final TestStore store = new TestStore();
  private Hand hand;

  @BeforeEach
  void threeConditions() throws Exception {
    hand = Hand.live(store);
    hand.apply(
        changed(TOPICS, 1, condition("A", "Arthritis", "C05.1")),
        changed(TOPICS, 1, condition("B", "Broken arthritis", "C05.1.1")),
        changed(TOPICS, 1, condition("C", "Crystal arthritis", "C05.1.2")));
  }

  @AfterEach
  void close() {
    hand.close();
  }

  @Test
  void aCitationUnderTwoNarrowerConditionsCountsOnceInTheParent() throws Exception {
    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "B", "C*")));

    assertThat(count("A", "total", "")).isEqualTo("1");
    assertThat(
            store.query(
                "select via || ' ' || direct from g1.condition_citation where condition_id = 'A'"))
        .containsExactly("C false");
  }

  @Test
  void aRetractionReachesTheConditionsOfWhoeverCitesIt() throws Exception {
    // Given two publications that cite one that is not there yet, by different ids
    hand.apply(
        changed(CITATIONS, 1, citing(citation("pmid:1", "One", 2000, "B"), "pmid:7", "pmid:8")),
        changed(CITATIONS, 1, citing(citation("pmid:2", "Two", 2000, "C"), "doi:10.1/x")),
        changed(CITATIONS, 1, citation("pmid:3", "Three", 2000, "C")));

    // When it comes, of no condition itself, it changes nothing
    ObjectNode cited = citation("pmid:7", "Cited", 1999, "H");
    cited.putObject("identifiers").put("pmid", "7").put("doi", "10.1/x");
    assertThat(hand.apply(changed(CITATIONS, 1, cited)).changes()).isEmpty();

    // When it is retracted
    Applied retraction = hand.apply(changed(CITATIONS, 2, retracted(cited.deepCopy())));

    // Then one change moves every condition of those that cite it
    assertThat(retraction.changes()).hasSize(1);
    assertThat(retraction.changes().getFirst().kind()).isEqualTo(ChangeKind.SAFETY);
    assertThat(retraction.changes().getFirst().conditions()).containsExactly("A", "B", "C");
    assertThat(store.query("select key from g1.retracted_key order by 1"))
        .containsExactly("doi:10.1/x", "pmid:7");

    // When it is reinstated, they are told as well, and nothing is left
    Applied reinstated = hand.apply(changed(CITATIONS, 3, cited.put("state", "reinstated")));
    assertThat(reinstated.changes().getFirst().conditions()).containsExactly("A", "B", "C");
    assertThat(store.query("select 1 from g1.retracted_key")).isEmpty();
    assertThat(hand.apply(changed(CITATIONS, 4, cited.put("title", "Cited once more"))).changes())
        .isEmpty();
  }

  @Test
  void aRetractedWorkThatIsDeletedIsCitedAsRetractedNoMore() throws Exception {
    hand.apply(
        changed(CITATIONS, 1, citing(citation("pmid:1", "One", 2000, "B"), "pmid:7")),
        changed(CITATIONS, 1, retracted(citation("pmid:7", "Cited", 1999, "C"))));

    Applied deleted = hand.apply(deleted(CITATIONS, 2, "pmid:7"));

    assertThat(deleted.changes().getFirst().conditions()).containsExactly("A", "B", "C");
    assertThat(store.query("select 1 from g1.retracted_key")).isEmpty();
  }

  @Test
  void countersMoveOnlyWithRows() throws Exception {
    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "B")));
    hand.apply(changed(CITATIONS, 2, citation("pmid:1", "T", 2001, "C")));
    hand.apply(changed(CITATIONS, 2, citation("pmid:1", "T", 2001, "C")));

    assertThat(count("A", "total", "")).isEqualTo("1");
    assertThat(store.query("select count(*) from g1.condition_count where condition_id = 'B'"))
        .containsExactly("0");
    assertThat(
            store.query(
                "select value from g1.condition_count where condition_id = 'A' and facet = 'year'"))
        .containsExactly("2001");
  }

  @Test
  void aMovedTreeNumberRelinksInStepsAndSaysSoMeanwhile() throws Exception {
    // Given three citations under B, and so under A
    for (int i = 1; i <= 3; i++) {
      hand.apply(changed(CITATIONS, 1, citation("pmid:" + i, "T", 2000, "B")));
    }
    hand.apply(changed(DRUGS, 1, drug("anakinra", "B")));
    hand.relinkAll(10);

    // When B moves to a place of its own
    hand.apply(changed(TOPICS, 2, condition("B", "Broken arthritis", "C09.1")));
    assertThat(store.query("select unnest(conditions) from g1.relink order by 1"))
        .containsExactly("A", "B");
    Applied step = Objects.requireNonNull(hand.relink(2));

    // Then the first step takes two of them and the next ones the rest, drugs included
    assertThat(count("A", "total", "")).isEqualTo("1");
    assertThat(step.changes())
        .singleElement()
        .extracting(ChangeRow::kind)
        .isEqualTo(ChangeKind.EVIDENCE);
    assertThat(step.changes().getFirst().conditions()).containsExactly("A");
    hand.relinkAll(2);
    assertThat(store.query("select count(*) from g1.condition_citation where condition_id = 'A'"))
        .containsExactly("0");
    assertThat(store.query("select condition_id from g1.condition_drug")).containsExactly("B");
    assertThat(store.query("select 1 from g1.relink")).isEmpty();
  }

  @Test
  void headingsOfUnknownTopicsLinkWhenTheTopicArrives() throws Exception {
    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "X")));
    assertThat(store.query("select 1 from g1.condition_citation")).isEmpty();

    hand.apply(changed(TOPICS, 1, condition("X", "New", "C05.1.3")));
    hand.relinkAll(10);

    assertThat(store.query("select condition_id from g1.condition_citation order by 1"))
        .containsExactly("A", "X");
  }

  @Test
  void aTopicThatTurnsIntoAConditionFindsTheHeadingsThatWereNotKept() throws Exception {
    hand.apply(changed(TOPICS, 1, topic("H", "Humans", "B01")));
    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "H")));
    assertThat(store.query("select 1 from g1.citation_heading")).isEmpty();

    hand.apply(changed(TOPICS, 2, condition("H", "Humans", "C05.1.4")));
    hand.relinkAll(10);

    assertThat(store.query("select condition_id from g1.condition_citation order by 1"))
        .containsExactly("A", "H");
    assertThat(store.query("select topic_id from g1.citation_heading")).containsExactly("H");
  }

  @Test
  void aNewDrugNameRescansInStepsAndSaysSoMeanwhile() throws Exception {
    // Given publications that name a drug nobody has told of yet
    for (int i = 1; i <= 3; i++) {
      hand.apply(changed(CITATIONS, 1, citation("pmid:" + i, "Kineret in arthritis", 2000, "B")));
    }

    // When the drug comes
    hand.apply(changed(DRUGS, 1, named(drug("anakinra"), "Kineret")));

    // Then they are found in steps, under the condition and those above it
    assertThat(store.query("select unnest(conditions) from g1.relink")).containsExactly("*");
    Applied step = Objects.requireNonNull(hand.relink(2));
    assertThat(step.changes().getFirst().conditions()).containsExactly("A", "B");
    hand.relinkAll(2);
    assertThat(drugCount("B", "total")).containsExactly("3");
    assertThat(drugCount("A", "reported")).containsExactly("3");

    // And when it loses the name, they are not its any more
    hand.apply(changed(DRUGS, 2, drug("anakinra")));
    hand.relinkAll(2);
    assertThat(store.query("select 1 from g1.condition_drug_citation")).isEmpty();
    assertThat(store.query("select 1 from g1.condition_drug_count")).isEmpty();
  }

  @Test
  void aSharedHeadingIsNoIntervention() throws Exception {
    ObjectNode drug = drug("anakinra");
    drug.putObject("identifiers").putArray("mesh").add("D053590");
    hand.apply(changed(DRUGS, 1, drug));

    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "The body's own", 2000, "B", "D053590")));
    ObjectNode treated = citation("pmid:2", "Treated", 2000, "B", "D053590");
    ((ObjectNode) treated.path("headings").get(1))
        .putArray("qualifiers")
        .addObject()
        .put("id", "Q000627")
        .put("name", "therapeutic use");
    hand.apply(changed(CITATIONS, 1, treated));
    ObjectNode told = citation("pmid:3", "Told", 2000, "B");
    told.putArray("abstract").addObject().put("text", "All were given Anakinra.");
    hand.apply(changed(CITATIONS, 1, told));

    assertThat(
            store.query(
                "select citation_id || ' ' || how from g1.condition_drug_citation"
                    + " where condition_id = 'B' order by 1"))
        .containsExactly("pmid:2 heading", "pmid:3 abstract");
  }

  @Test
  void whatIsNotOfPeopleIsEvidenceButNoReportedUse() throws Exception {
    hand.apply(changed(DRUGS, 1, drug("anakinra")));
    hand.apply(
        changed(CITATIONS, 1, citation("pmid:1", "Anakinra in mice", 2000, "B", "D051379")),
        changed(CITATIONS, 1, retracted(citation("pmid:2", "Anakinra in all", 2000, "B"))),
        changed(CITATIONS, 1, citation("pmid:3", "Anakinra in us", 2000, "B", "D006801")));

    assertThat(drugCount("B", "total")).containsExactly("3");
    assertThat(drugCount("B", "reported")).containsExactly("1");
  }

  @Test
  void textLinksOnlyWhatItNamesBeyondDoubt() throws Exception {
    ObjectNode citation = citation("pmid:1", "On broken arthritis", 2000);
    mention(citation, "title", "B");
    mention(citation, "abstract", "C", "X");
    hand.apply(changed(CITATIONS, 1, citation));

    assertThat(
            store.query(
                "select condition_id || ' ' || in_title || ' ' || textual"
                    + " from g1.condition_citation order by 1"))
        .containsExactly("A true true", "B true true");

    // Headings, once they come, are what counts
    hand.apply(changed(CITATIONS, 2, citation("pmid:1", "On broken arthritis", 2000, "C")));
    assertThat(
            store.query(
                "select condition_id || ' ' || textual from g1.condition_citation order by 1"))
        .containsExactly("A false", "C false");
  }

  @Test
  void aTitleRanksWhatHeadingsLinkAndLinksNothing() throws Exception {
    ObjectNode citation = citation("pmid:1", "On broken arthritis", 2000, "B");
    mention(citation, "title", "B", "X");
    mention(citation, "title", "C");
    hand.apply(changed(CITATIONS, 1, citation));

    assertThat(
            store.query(
                "select condition_id || ' ' || in_title || ' ' || textual"
                    + " from g1.condition_citation order by 1"))
        .containsExactly("A true false", "B true false");
  }

  private List<String> drugCount(String condition, String facet) throws Exception {
    return store.query(
        "select n from g1.condition_drug_count where condition_id = '%s' and facet = '%s'"
            .formatted(condition, facet));
  }

  @Test
  void aLateEventNeverResurrects() throws Exception {
    Event late = changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "B"));
    Event deletion = deleted(CITATIONS, 2, "pmid:1");
    hand.apply(late);
    hand.apply(deletion, deletion.tombstone());

    Applied applied = hand.apply(late);

    assertThat(applied.changes()).isEmpty();
    assertThat(applied.verdicts().get(CITATIONS)).containsOnlyKeys(Verdict.STALE);
    assertThat(store.query("select 1 from g1.condition_citation")).isEmpty();
    assertThat(store.query("select version from g1.citation where deleted")).containsExactly("2");
  }

  @Test
  void aReusedVersionWithOtherContentIsRaisedAndTheLogsLastWordHolds() throws Exception {
    hand.apply(changed(CITATIONS, 1, citation("pmid:1", "First", 2000, "B")));

    Applied applied = hand.apply(changed(CITATIONS, 1, citation("pmid:1", "Second", 2000, "C")));

    assertThat(applied.conflicts()).hasSize(1);
    assertThat(store.query("select subject from version_conflict")).containsExactly("pmid:1");
    assertThat(store.query("select data ->> 'title' from g1.citation")).containsExactly("Second");
    assertThat(store.query("select condition_id from g1.condition_citation order by 1"))
        .containsExactly("A", "C");
  }

  @Test
  void kindsTellWhatChanged() throws Exception {
    assertThat(kinds(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "B"))))
        .containsExactly(ChangeKind.EVIDENCE);
    assertThat(kinds(changed(CITATIONS, 2, citation("pmid:1", "U", 2000, "B"))))
        .containsExactly(ChangeKind.BIBLIOGRAPHIC);
    assertThat(kinds(changed(CITATIONS, 3, retracted(citation("pmid:1", "U", 2000, "B")))))
        .containsExactly(ChangeKind.SAFETY);
    assertThat(kinds(changed(DRUGS, 1, drug("anakinra", "B"))))
        .containsExactly(ChangeKind.REGULATORY);
    assertThat(kinds(changed(DRUGS, 2, restriction(drug("anakinra", "B"), "C", "avoid"))))
        .containsExactly(ChangeKind.SAFETY);
    assertThat(
            kinds(
                changed(
                    DRUGS,
                    3,
                    restriction(drug("anakinra", "B").put("target", "IL-1"), "C", "avoid"))))
        .containsExactly(ChangeKind.BIBLIOGRAPHIC);
    assertThat(kinds(changed(CITATIONS, 1, citation("pmid:2", "About nothing", 2000)))).isEmpty();
  }

  @Test
  void aConditionsVersionIsItsLastAffectingPosition() throws Exception {
    Applied first = hand.apply(changed(CITATIONS, 1, citation("pmid:1", "T", 2000, "B")));
    Applied second = hand.apply(changed(CITATIONS, 1, citation("pmid:2", "T", 2000, "C")));

    assertThat(version("B")).isEqualTo(first.to());
    assertThat(version("C")).isEqualTo(second.to());
    assertThat(version("A")).isEqualTo(second.to());
    assertThat(store.query("select position from projector")).containsExactly("" + second.to());
    assertThat(store.query("select condition_id from condition_view_due order by 1"))
        .containsExactly("A", "B", "C");
  }

  @Test
  void aBulkSharesOnePositionPerKindButSafetyKeepsItsOwn() throws Exception {
    List<Event> bulk = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      bulk.add(changed(CITATIONS, 1, citation("pmid:" + i, "T", 2000, "B")));
    }
    bulk.add(changed(CITATIONS, 1, retracted(citation("pmid:301", "T", 2000, "C"))));

    Applied applied = hand.apply(bulk);

    assertThat(applied.changes())
        .extracting(ChangeRow::kind)
        .containsExactly(ChangeKind.SAFETY, ChangeKind.EVIDENCE);
    assertThat(applied.changes().getLast().cause().path("events").asInt()).isEqualTo(300);
    assertThat(applied.changes().getLast().cause().path("ids"))
        .extracting(JsonNode::textValue)
        .hasSize(300)
        .startsWith("living-evidence.citation.changed.v1/pmid:1/1");
    assertThat(applied.to() - applied.from()).isEqualTo(2);
    assertThat(count("A", "total", "")).isEqualTo("301");
  }

  @Test
  void theFeedIsPrunedInStepsAndItsHorizonMoves() throws Exception {
    for (int i = 1; i <= 5; i++) {
      hand.apply(changed(CITATIONS, 1, citation("pmid:" + i, "T", 2000, "B")));
    }
    long position = Long.parseLong(store.query("select position from projector").getFirst());

    int removed =
        hand.session().inTransaction(1, t -> ChangeStore.prune(t.connection(), t.position(), 2, 3));

    assertThat(removed).isEqualTo(3);
    assertThat(store.query("select min(position) from change")).containsExactly("4");
    assertThat(store.query("select position from change_horizon")).containsExactly("3");
    assertThat(store.query("select max(position) from change")).containsExactly("" + position);
    assertThat(store.query("select count(*) from change_condition where position <= 3"))
        .containsExactly("0");
  }

  private List<ChangeKind> kinds(Event event) throws Exception {
    return hand.apply(event).changes().stream().map(ChangeRow::kind).toList();
  }

  private String count(String condition, String facet, String value) throws Exception {
    return store
        .query(
            "select n from g1.condition_count where condition_id = '%s' and facet = '%s' and value = '%s'"
                .formatted(condition, facet, value))
        .getFirst();
  }

  private long version(String condition) throws Exception {
    return Long.parseLong(
        store
            .query(
                "select position from condition_version where condition_id = '" + condition + "'")
            .getFirst());
  }
}
