package org.livingevidence.citations.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.terminology.Dictionary;

class MentionResolverTest {
  private static final Dictionary CONDITIONS =
      Dictionary.builder().add("Gout", "D006073").add("Fever", "D005334").build();
  private static final Dictionary NOTHING = Dictionary.builder().build();

  @Test
  void mentionsGiveWayBeforeAnEventBecomesTooLarge() {
    List<TopicMention> all = of(100, 100_000, 500);
    assertThat(all).hasSize(3);
    int one = StateJson.size(all.subList(0, 1));
    assertThat(of(100, 500 + 12 + one, 500)).isEqualTo(all.subList(0, 1));
    assertThat(of(100, 500 + 12 + one - 1, 500)).isEmpty();
    assertThat(of(100, 400, 500)).as("it is too large without any").isEmpty();
  }

  @Test
  void theFirstOnesAreKept() {
    assertThat(of(2, 100_000, 0)).extracting(TopicMention::text).containsExactly("Gout", "fever");
  }

  private static List<TopicMention> of(int most, int eventBytes, int bytes) {
    return new MentionResolver(
            CONDITIONS,
            new TermNames.Covering(new TermNames.Names(0, Set.of(), NOTHING), NOTHING),
            most,
            eventBytes)
        .of(
            new MentionText(
                "Gout and fever", List.of("Gout hurts."), false, Set.of(), () -> bytes));
  }
}
