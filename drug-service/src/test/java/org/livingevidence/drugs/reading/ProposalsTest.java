package org.livingevidence.drugs.reading;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Match;
import org.livingevidence.drugs.indication.Method;
import org.livingevidence.drugs.indication.Review;
import org.livingevidence.drugs.reading.Proposal.Standing;
import org.livingevidence.extraction.Population;
import org.livingevidence.extraction.Statement;
import org.livingevidence.extraction.Statement.Kind;
import org.livingevidence.extraction.Statement.Place;
import org.livingevidence.extraction.Statement.Target;
import org.livingevidence.extraction.Statement.TargetKind;

class ProposalsTest {
  private static final Drug ANAKINRA = drug("anakinra");
  private static final BigDecimal LEAST = new BigDecimal("0.8");
  private static final String SENTENCE = "Kineret is indicated for rheumatoid arthritis.";

  @Test
  void whatAnApprovedLabelSaysIsStatedAsReadAndNotReviewed() {
    // When
    var all = proposals(label("a", List.of("BLA103950"), indicated("gout", "D006073", 0.92)));
    // Then
    assertThat(all).hasSize(1);
    Indication indication = Proposals.stated(all).indications().getFirst();
    assertThat(indication.condition().id()).isEqualTo("D006073");
    assertThat(indication.condition().match()).isEqualTo(Match.NAMED);
    assertThat(indication.method()).isEqualTo(Method.LABEL);
    assertThat(requireNonNull(indication.reading()).review()).isEqualTo(Review.UNREVIEWED);
    assertThat(requireNonNull(indication.source()).sentence()).isEqualTo(SENTENCE);
  }

  @Test
  void whatIsNotSureEnoughIsOnlyProposedUntilACuratorConfirmsIt() {
    // Given
    var label = label("a", List.of("NDA1"), indicated("gout", "D006073", 0.6));
    // When
    var before = proposals(label);
    String id = before.getFirst().id();
    var after = proposals(Map.of(id, decided(Decision.Kind.CONFIRMED, SENTENCE)), label);
    // Then
    assertThat(before.getFirst().standing()).isEqualTo(Standing.UNSURE);
    assertThat(Proposals.stated(before).indications()).isEmpty();
    assertThat(after.getFirst().standing()).isEqualTo(Standing.STATED);
    assertThat(after.getFirst().reading().review()).isEqualTo(Review.CONFIRMED);
  }

  @Test
  void aRejectionHoldsForTheSentenceThatWasJudgedAndForNoOther() {
    // Given
    var label = label("a", List.of("NDA1"), indicated("gout", "D006073", 0.92));
    String id = proposals(label).getFirst().id();
    // When
    var same =
        proposals(
            Map.of(
                id,
                decided(Decision.Kind.REJECTED, "Kineret  is indicated for Rheumatoid arthritis")),
            label);
    var other =
        proposals(
            Map.of(id, decided(Decision.Kind.REJECTED, "Gout was seen in patients with Kineret.")),
            label);
    // Then
    assertThat(same.getFirst().standing()).isEqualTo(Standing.REJECTED);
    assertThat(Proposals.stated(same).indications()).isEmpty();
    assertThat(other.getFirst().standing()).isEqualTo(Standing.STATED);
    assertThat(other.getFirst().decision()).isNotNull();
  }

  @Test
  void aLabelOfSeveralDrugsTogetherIsNotWhatEachOfThemIsFor() {
    var both =
        new ReadLabel(
            "a",
            "US",
            3,
            "2020-12-30",
            List.of("NDA1"),
            List.of("ANAKINRA", "COLCHICINE"),
            List.of(indicated("gout", "D006073", 0.92)));
    assertThat(proposals(both).getFirst().standing()).isEqualTo(Standing.COMBINATION);
  }

  @Test
  void whereNobodyMeasuredHowOftenRulesAreRightTheyOnlyPropose() {
    var europe =
        new ReadLabel(
            "eu-1-02-203-smpc-en",
            "EU",
            3,
            "2020-12-30",
            List.of("EU/1/02/203"),
            List.of("ANAKINRA"),
            List.of(indicated("gout", "D006073", 0.99)));
    assertThat(proposals(europe).getFirst().standing()).isEqualTo(Standing.UNSURE);
  }

  @Test
  void withoutAnApprovalNothingIsStatedAsApproved() {
    var label = label("a", List.of("part341"), indicated("cough", "D003371", 0.92));
    assertThat(proposals(label).getFirst().standing()).isEqualTo(Standing.NOT_APPROVED);
  }

  @Test
  void theReferenceProductSpeaksBeforeGenericsWhateverTheOrder() {
    // Given
    var reference = label("z", List.of("NDA7"), indicated("gout", "D006073", 0.92));
    var generic =
        label(
            "a",
            List.of("ANDA8"),
            indicated("gouty arthritis", "D006073", 0.92),
            indicated("cough", "D003371", 0.92));
    // When
    var all = proposals(generic, reference);
    // Then
    assertThat(all).isEqualTo(proposals(reference, generic));
    assertThat(Proposals.stated(all).indications())
        .extracting(one -> requireNonNull(one.source()).setId(), one -> one.condition().name())
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("z", "gout"),
            org.assertj.core.groups.Tuple.tuple("a", "cough"));
    assertThat(all)
        .anyMatch(
            one ->
                one.standing() == Standing.ANOTHER_LABEL
                    && one.indication() != null
                    && one.indication().condition().name().equals("gouty arthritis"));
  }

  @Test
  void wordsOfSeveralMeaningsStayAmbiguous() {
    var found = found("Still's disease", List.of("C565798", "D016706"), 0.92, Kind.INDICATION);
    var condition =
        requireNonNull(proposals(label("a", List.of("NDA1"), found)).getFirst().indication())
            .condition();
    assertThat(condition.id()).isNull();
    assertThat(condition.match()).isEqualTo(Match.AMBIGUOUS);
    assertThat(condition.candidates()).containsExactly("C565798", "D016706");
  }

  private static List<Proposal> proposals(ReadLabel... labels) {
    return proposals(Map.of(), labels);
  }

  private static List<Proposal> proposals(Map<String, Decision> decisions, ReadLabel... labels) {
    return Proposals.of(ANAKINRA, List.of(labels), LEAST, decisions);
  }

  private static ReadLabel label(String setId, List<String> applications, Found... found) {
    return new ReadLabel(
        setId, "US", 3, "2020-12-30", applications, List.of("ANAKINRA"), List.of(found));
  }

  private static Found indicated(String words, String concept, double confidence) {
    return found(words, List.of(concept), confidence, Kind.INDICATION);
  }

  private static Found found(String words, List<String> concepts, double confidence, Kind kind) {
    return new Found(
        null,
        new Statement(
            kind,
            new Target(TargetKind.CONDITION, new ArrayList<>(concepts), words),
            new Place(0, "34067-9", SENTENCE, 0, SENTENCE.length(), 5, 9),
            Statement.Intent.TREATMENT,
            new Population(null, null, null, null, null, null, null, null),
            null,
            null,
            null,
            "indicated",
            "the sentence says indicated",
            confidence));
  }

  private static Decision decided(Decision.Kind kind, String sentence) {
    return new Decision(kind, sentence, "curator", Instant.EPOCH, null);
  }

  private static Drug drug(String name) {
    return Drug.read(new JsonMapper().createObjectNode().put("name", name), null);
  }
}
