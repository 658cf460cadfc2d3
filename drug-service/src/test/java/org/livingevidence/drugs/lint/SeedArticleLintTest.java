package org.livingevidence.drugs.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the lint finds in the drug article beside the project, and what it leaves alone.
class SeedArticleLintTest {
  private static final String BODY = "/sections/3/paragraphs/0/text";
  private static final String CONCLUSION = "/sections/5/paragraphs/0/text";
  private static final String APPROVED = "/faq/1/answer";
  private static final String TOGETHER = "/faq/3/answer";
  private static final String STILLS = "/faq/7/answer";

  private LintReport report =
      new LintReport("", "", true, LintReport.Counts.of(List.of()), List.of(), List.of());

  @BeforeEach
  void lint() throws IOException {
    report = new SampleHeld().report(SeedArticle.draft(), true);
    if (Boolean.getBoolean("lint.print")) {
      report.findings().forEach(System.out::println);
    }
  }

  private List<Finding> found(String code) {
    return report.findings().stream().filter(one -> one.code().equals(code)).toList();
  }

  private List<String> pointers(String code) {
    return found(code).stream().map(Finding::pointer).distinct().toList();
  }

  @Test
  void everyLostQuestionAndEmptyReferenceIsNamed() {
    assertThat(pointers(MissingQuestions.CODE)).hasSize(8).contains("/faq/0/question");
    assertThat(pointers(EmptyReferences.CODE)).hasSize(10).contains("/references/9");
  }

  @Test
  void theLinksInBracesAreNamed() {
    assertThat(pointers(UnrenderedMarkup.CODE))
        .containsExactly("/sections/4/paragraphs/0/text", "/sections/5/paragraphs/1/text");
  }

  @Test
  void theWholeOfCapsIsBroaderThanTheUsLabelWhichNamesNomid() {
    assertThat(found(BroaderThanLabel.CODE))
        .anySatisfy(
            finding -> {
              assertThat(finding.pointer()).isEqualTo(BODY);
              assertThat(finding.message()).contains("Neonatal-Onset");
              assertThat(finding.against())
                  .anySatisfy(
                      against -> {
                        assertThat(against.jurisdiction()).isEqualTo("US");
                        assertThat(against.source()).extracting("sentence").isNotNull();
                      });
            });
    assertThat(pointers(BroaderThanLabel.CODE)).containsExactlyInAnyOrder(BODY, CONCLUSION);
  }

  @Test
  void stillsDiseaseIsNotFoundInTheUs() {
    assertThat(pointers(NotInJurisdiction.CODE)).contains(BODY, CONCLUSION, STILLS);
    assertThat(found(NotInJurisdiction.CODE))
        .allSatisfy(finding -> assertThat(finding.message()).contains("US: none-found"));
  }

  @Test
  void theLabelOf2012IsOlderThanTheApprovalForDiraAndNoOther() {
    assertThat(found(SourceOlderThanClaim.CODE))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.message()).contains("2012").contains("2020-12");
              assertThat(finding.related()).contains("/sections/5/paragraphs/1/text");
            });
  }

  @Test
  void theListsOfTheBodyAndOfTheAnswersDiffer() {
    assertThat(found(ListsDiffer.CODE))
        .anySatisfy(
            finding -> {
              assertThat(List.of(finding.pointer(), finding.related().getFirst()))
                  .containsExactlyInAnyOrder(BODY, APPROVED);
              assertThat(finding.message())
                  .contains("only here: Cryopyrin-Associated Periodic Syndromes, Still's Disease")
                  .doesNotContain("only there");
            });
  }

  @Test
  void statementsWithoutAJurisdictionAreNamedAndTheOneOfTheFdaIsNot() {
    assertThat(pointers(WithoutJurisdiction.CODE))
        .contains(BODY, CONCLUSION, STILLS, "/keyPoints/4/text")
        .doesNotContain(APPROVED);
  }

  @Test
  void whatIsRightIsLeftAlone() {
    assertThat(
            report.findings().stream()
                .filter(one -> one.pointer().equals(APPROVED))
                .map(Finding::code))
        .as("the FDA's list is right; only its source is older than one entry")
        .isSubsetOf(SourceOlderThanClaim.CODE, ListsDiffer.CODE);
    assertThat(report.findings()).noneMatch(one -> one.pointer().equals(TOGETHER));
    assertThat(report.findings()).noneMatch(one -> one.code().equals(NotPublishable.CODE));
    assertThat(report.findings())
        .as("joint damage is a complaint of those with rheumatoid arthritis")
        .noneMatch(one -> one.message().contains("joint damage"))
        .noneMatch(one -> one.pointer().startsWith("/sections/0/"))
        .noneMatch(one -> one.pointer().startsWith("/sections/1/"))
        .noneMatch(one -> one.pointer().startsWith("/sections/2/"));
  }
}
