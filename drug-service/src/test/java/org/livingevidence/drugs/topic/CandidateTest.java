package org.livingevidence.drugs.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CandidateTest {
  private static Candidate preferred(String id, String... sameAs) {
    return new Candidate(id, 0, Set.of(sameAs), Set.of(), Set.of());
  }

  private static Candidate synonym(String id, String... broader) {
    return new Candidate(id, 1, Set.of(), Set.of(broader), Set.of());
  }

  @Test
  void nothingKnownIsUnknown() {
    assertThat(Candidate.meaning(List.of())).isEqualTo(new Meaning.Unknown());
  }

  @Test
  void aPreferredNameBeatsASynonym() {
    assertThat(meaning(synonym("D056587"), preferred("MONDO:0008633")))
        .isEqualTo(new Meaning.Known("MONDO:0008633"));
  }

  @Test
  void exactlyTheSameTopicsAreOneAndMeshStandsForBoth() {
    assertThat(meaning(preferred("MONDO:0008383", "D001172"), preferred("D001172")))
        .isEqualTo(new Meaning.Known("D001172"));
  }

  @Test
  void theNarrowerTopicIsMeantWhereAHeadingMergesSeveral() {
    assertThat(meaning(synonym("D056587"), synonym("MONDO:0011776", "D056587")))
        .isEqualTo(new Meaning.Known("MONDO:0011776"));
  }

  @Test
  void whatMayBeSeveralIsAmbiguousInOrderOfId() {
    assertThat(meaning(synonym("D2"), synonym("D1")))
        .isEqualTo(new Meaning.Ambiguous(List.of("D1", "D2")));
  }

  @Test
  void topicsThatClaimToBeNarrowerThanEachOtherStayAmbiguous() {
    assertThat(meaning(synonym("D1", "D2"), synonym("D2", "D1")))
        .isEqualTo(new Meaning.Ambiguous(List.of("D1", "D2")));
  }

  /// I9: the meaning is the same in whatever order the topics became known.
  private static Meaning meaning(Candidate... candidates) {
    var shuffled = new ArrayList<>(List.of(candidates));
    var first = Candidate.meaning(shuffled);
    var random = new Random(1);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(shuffled, random);
      assertThat(Candidate.meaning(shuffled)).isEqualTo(first);
    }
    return first;
  }
}
