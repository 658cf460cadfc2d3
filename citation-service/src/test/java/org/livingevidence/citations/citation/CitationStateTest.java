package org.livingevidence.citations.citation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CitationStateTest {
  @Test
  void theGravestNoticeDecides() {
    assertThat(state(notice("ErratumIn", null), notice("ExpressionOfConcernIn", null)))
        .isEqualTo(CitationState.CONCERN);
    assertThat(state(notice("RetractionIn", null), notice("ErratumIn", null)))
        .isEqualTo(CitationState.RETRACTED);
    assertThat(state(notice("PartialRetractionIn", null)))
        .isEqualTo(CitationState.PARTIALLY_RETRACTED);
    assertThat(state(notice("CommentIn", null))).isEqualTo(CitationState.CURRENT);
  }

  @Test
  void aNoticeThatRetractsAnotherWorkIsNotRetracted() {
    List<Citation.PublicationType> types =
        List.of(new Citation.PublicationType("D016440", "Retraction of Publication"));
    assertThat(CitationState.of(types, List.of(notice("RetractionOf", null))))
        .isEqualTo(CitationState.CURRENT);
    assertThat(CitationState.kindOf(types)).isEqualTo("notice");
  }

  @Test
  void aReinstatementLiftsWhatWasSaidBeforeIt() {
    assertThat(state(notice("RetractionIn", "2020-01"), notice("ReinstatementIn", "2021")))
        .isEqualTo(CitationState.REINSTATED);
    assertThat(state(notice("ReinstatementIn", "2020"), notice("RetractionIn", "2021")))
        .isEqualTo(CitationState.RETRACTED);
  }

  @Test
  void eachOfSeveralNoticesCountsFromItsDay() {
    Citation.Notice retracted = notice("RetractionIn", "2015-03-02");
    Citation.Notice reinstated = notice("ReinstatementIn", "2016-01-10");
    Citation.Notice doubted = notice("ExpressionOfConcernIn", "2018-07-01");
    Citation.Notice corrected = notice("ErratumIn", "2019-01-01");
    assertThat(state(retracted)).isEqualTo(CitationState.RETRACTED);
    assertThat(state(reinstated, retracted)).isEqualTo(CitationState.REINSTATED);
    assertThat(state(doubted, reinstated, retracted)).isEqualTo(CitationState.CONCERN);
    assertThat(state(corrected, reinstated, retracted)).isEqualTo(CitationState.REINSTATED);
    assertThat(state(corrected, doubted, reinstated, retracted, notice("RetractionIn", "2020")))
        .isEqualTo(CitationState.RETRACTED);
  }

  private static CitationState state(Citation.Notice... notices) {
    return CitationState.of(List.of(), Arrays.asList(notices));
  }

  private static Citation.Notice notice(String relation, @Nullable String date) {
    return new Citation.Notice(relation, null, null, null, date);
  }
}
