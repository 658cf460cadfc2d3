package org.livingevidence.drugs.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livingevidence.drugs.monograph.Monograph;

/// What the rules find, and what they leave alone.
class LintTest {
  private static final String FIRST = "/sections/0/paragraphs/0/text";
  private static final String CURRENT =
      """
      [{"number": 1, "kind": "label", "title": "Label", "jurisdiction": "US", "setId": "abc",
        "date": "2020-12-30"}]
      """;

  private SampleHeld held;

  @BeforeEach
  void sample() throws IOException {
    held = new SampleHeld();
  }

  @Test
  void theSampleMonographIsFoundFaultless() throws IOException {
    for (JsonNode form : SampleHeld.sample("monographs")) {
      var report = held.report(Monograph.read(form, null), false);

      assertThat(report.counts().error()).as(report.findings().toString()).isZero();
      assertThat(report.counts().warning()).as(report.findings().toString()).isZero();
    }
  }

  @Test
  void sentencesThatAreRightAreLeftAlone() {
    for (String right :
        List.of(
            "In the US it is approved for rheumatoid arthritis, NOMID and DIRA.",
            "EU: Kineret is indicated for cryopyrin-associated periodic syndromes and Still's disease.",
            "In the US it is not approved for Still's disease. It is approved there for NOMID only.",
            "It has been studied in gout, and reported to help in Behçet's disease.",
            "In the US, Kineret is FDA-approved to treat DIRA.",
            "Canakinumab is approved in the US for cryopyrin-associated periodic syndromes.",
            "The FDA approved it for NOMID in 2012, and it is given every day.",
            "In the US it is approved for rheumatoid arthritis in patients without psoriasis.",
            "In the US it is approved for rheumatoid arthritis in adults with osteoarthritis.",
            "TNF blockers are used for Crohn's disease in the US.",
            "Is Kineret approved for osteoarthritis in the US?",
            "Infliximab is approved in the US for psoriasis.",
            "In the US it can be used with DMARDs other than TNF blockers.",
            "It should not be used together with TNF inhibitors.",
            "In the EU it is used off-label for gout.",
            "In the US, anakinra is approved for NOMID, a form of cryopyrin-associated periodic syndromes.",
            "In the US it is approved for NOMID (a rare cryopyrin-associated periodic syndrome).",
            "Of the cryopyrin-associated periodic syndromes, only NOMID is approved in the US.",
            "In cryopyrin-associated periodic syndromes, only treatment of NOMID is approved in the US.",
            "Approved in the US for DIRA in 2020, it had been used in Still's disease.",
            "In the US it is approved for NOMID, which resembles juvenile arthritis.",
            "US: approved for rheumatoid arthritis, one of the most common autoimmune diseases.",
            "In the US it is approved for NOMID and DIRA, both genetic skin diseases.",
            "The FDA approval for NOMID was based on patients with cryopyrin-associated periodic syndromes.",
            "In the US it is used for rheumatoid arthritis, and pericarditis can occur all the same.",
            "In the US it is used for rheumatoid arthritis to prevent joint diseases.",
            "In the US it is used for rheumatoid arthritis in adults, NOMID, and DIRA.",
            "In the US it can be used with methotrexate, unlike TNF blockers.",
            "Treatment of gout begins with rest.",
            "It mimics a protein of the body that is missing in DIRA.")) {
      assertThat(held.findings(right))
          .as(right)
          .filteredOn(one -> !one.startsWith("notice"))
          .isEmpty();
    }
  }

  @Test
  void aBroaderConditionThanTheLabelsIsAnErrorWhereThePlaceIsSaid() {
    assertThat(
            held.findings("In the US it is approved for cryopyrin-associated periodic syndromes."))
        .containsExactly("error broader-than-label " + FIRST);
    assertThat(held.findings("In the US it is used for juvenile arthritis."))
        .containsExactly("warning not-in-jurisdiction " + FIRST);
  }

  @Test
  void everyEntryOfAListIsLookedAt() {
    assertThat(
            held.findings(
                "In the US it is approved for moderately to severely active rheumatoid arthritis in"
                    + " adults, osteoarthritis, NOMID and gouty arthritis."))
        .contains("error not-in-jurisdiction " + FIRST);
    assertThat(held.findings("For osteoarthritis it is approved in the US."))
        .containsExactly("error not-in-jurisdiction " + FIRST);
  }

  @Test
  void anApprovalIsNotInheritedByNarrowerConditions() {
    assertThat(held.findings("In the US canakinumab is approved for the Muckle-Wells syndrome."))
        .containsExactly("warning not-in-jurisdiction " + FIRST);
  }

  @Test
  void childrenAreMoreThanAnApprovalForAdults() {
    assertThat(held.findings("In the US it is approved for rheumatoid arthritis in children."))
        .containsExactly("warning broader-than-label " + FIRST);
  }

  @Test
  void aStatementIsSaidToHoldNowhereInParticular() {
    assertThat(held.findings("It is approved for rheumatoid arthritis."))
        .containsExactly("warning no-jurisdiction " + FIRST);
    assertThat(held.findings("It is used for rheumatoid arthritis."))
        .containsExactly("notice no-jurisdiction " + FIRST);
    assertThat(held.findings("It is used for osteoarthritis."))
        .contains("error not-in-jurisdiction " + FIRST);
  }

  @Test
  void whatASourceRestrictsIsNotAllowed() {
    assertThat(held.findings("Kineret can be used together with TNF-alpha inhibitors."))
        .containsExactly("error against-restriction " + FIRST);
    assertThat(held.findings("It may be combined with Humira."))
        .containsExactly("error against-restriction " + FIRST);
  }

  @Test
  void aSourceHasToBeAsYoungAsTheApproval() throws IOException {
    String text = "In the US it is approved for DIRA.";
    var article = SampleHeld.article(List.of(text), CURRENT);
    assertThat(SampleHeld.said(held.report(article, true))).isEmpty();

    var old = SampleHeld.article(List.of(text), CURRENT.replace("2020-12-30", "2019"));
    assertThat(SampleHeld.said(held.report(old, true)))
        .containsExactly("error source-older-than-claim " + FIRST);
  }

  private static Monograph claiming(String status) throws IOException {
    var form = (ObjectNode) SampleHeld.article(List.of("So it stands."), CURRENT).form();
    ((ObjectNode) form.at("/sections/0/paragraphs/0"))
        .set(
            "claims",
            SampleHeld.JSON.readTree(
                """
                [{"drug": "anakinra", "condition": {"name": "Still's disease"},
                  "jurisdiction": "US", "status": "%s"}]
                """
                    .formatted(status)));
    return Monograph.readDraft(form, null);
  }

  @Test
  void aReportChangesWhenTheDrugDoes() throws IOException {
    String claim = "/sections/0/paragraphs/0/claims/0";
    assertThat(SampleHeld.said(held.report(claiming("none-found"), true)))
        .containsExactly("error not-publishable /sections/0/paragraphs/0/references");
    assertThat(SampleHeld.said(held.report(claiming("approved"), true)))
        .contains("error not-in-jurisdiction " + claim);

    for (JsonNode drug : SampleHeld.sample("drugs")) {
      if (drug.path("name").asText().equalsIgnoreCase("anakinra")) {
        String approved =
            drug.toString().replace("\"status\":\"none-found\"", "\"status\":\"approved\"");
        held.put(SampleHeld.JSON.readTree(approved));
      }
    }

    assertThat(SampleHeld.said(held.report(claiming("none-found"), true)))
        .contains("error status-differs " + claim);
    assertThat(SampleHeld.said(held.report(claiming("approved"), true)))
        .noneMatch(one -> one.contains(NotInJurisdiction.CODE));
  }

  @Test
  void listsDifferOnlyWhereNothingSaysWhy() {
    assertThat(
            held.findings(
                "In the US it is approved for rheumatoid arthritis, NOMID and DIRA.",
                "In the EU it is approved for rheumatoid arthritis, CAPS and Still's disease.",
                "In the US it is approved for NOMID and DIRA."))
        .isEmpty();
    assertThat(
            held.findings(
                "In the US it is approved for rheumatoid arthritis, NOMID and DIRA.",
                "It is used for rheumatoid arthritis, CAPS and Still's disease."))
        .contains("warning lists-differ " + FIRST);
  }

  @Test
  void aDrugThatIsNotHeldIsSaidNotToBeChecked() {
    var form = (ObjectNode) SampleHeld.article(List.of("Short."), CURRENT).form();
    form.putArray("drugs").add("unheard-of");

    assertThat(SampleHeld.said(held.report(Monograph.readDraft(form, null), true)))
        .containsExactly("notice not-checked /drugs/0");
  }

  @Test
  void whatCannotBePublishedIsSaid() {
    var form = SampleHeld.JSON.createObjectNode().put("id", "half-done");

    assertThat(SampleHeld.said(held.report(Monograph.readDraft(form, null), true)))
        .contains(
            "error not-publishable /title",
            "error not-publishable /drugs",
            "error not-publishable /lead",
            "error not-publishable /sections");
  }

  private static Monograph quoting(String quote) throws IOException {
    var form = (ObjectNode) SampleHeld.article(List.of("So it stands."), CURRENT).form();
    ((ObjectNode) form.at("/references/0")).put("setId", "held-set").put("quote", quote);
    return Monograph.readDraft(form, null);
  }

  @Test
  void aQuoteIsLookedForWordForWordInItsSource() throws IOException {
    assertThat(held.report(quoting("For it."), true).quotes())
        .singleElement()
        .satisfies(quote -> assertThat(quote.state()).isEqualTo(Quotes.State.NOT_HELD));

    held.hold(
        (setId, version) ->
            setId.equals("held-set")
                ? "It\u2019s  indicated for\nolder \u2013 and fit \u2013 adults."
                : null);

    assertThat(held.report(quoting("It's indicated for older - and fit - adults."), true).quotes())
        .singleElement()
        .satisfies(quote -> assertThat(quote.state()).isEqualTo(Quotes.State.VERIFIED));
    for (String wrong : List.of("indicated for old", "Indicated for older", "for fit adults")) {
      var report = held.report(quoting(wrong), true);
      assertThat(report.quotes().getFirst().state()).isEqualTo(Quotes.State.NOT_IN_SOURCE);
      assertThat(SampleHeld.said(report))
          .containsExactly("error quote-not-in-source /references/0/quote");
    }
  }

  @Test
  void aQuoteIsFoundInTheSentenceOfAnIndication() throws IOException {
    for (JsonNode drug : SampleHeld.sample("drugs")) {
      if (drug.path("name").asText().equalsIgnoreCase("anakinra")) {
        var source = drug.at("/indications/0/source");
        var form = (ObjectNode) quoting(source.path("sentence").asText()).form();
        ((ObjectNode) form.at("/references/0")).put("setId", source.path("setId").asText());

        assertThat(held.report(Monograph.readDraft(form, null), true).quotes())
            .singleElement()
            .satisfies(
                quote -> {
                  assertThat(quote.state()).isEqualTo(Quotes.State.VERIFIED);
                  assertThat(quote.source()).isNotNull();
                });
      }
    }
  }

  /// A save is never stopped by what the lint makes of it.
  @Test
  void whateverIsWrittenIsLookedThrough() {
    List<String> pieces =
        List.of(
            "In the US ",
            "EU: ",
            "it is approved for ",
            "treats ",
            "DIRA",
            "CAPS",
            "NOMID (CAPS)",
            "Still's disease",
            ", ",
            " and ",
            "; ",
            ". ",
            "? ",
            "not ",
            "<b\u2026>",
            "{Link: \u2026",
            "https://www.accessdata.fda.gov/drugsatfda_docs/label/2012/x.pdf",
            "\uD83D\uDE00",
            "(",
            ")",
            "can be used with TNF blockers",
            "there ",
            "in adults with ",
            "\n",
            "e.g.",
            "\u00A0");
    var random = new Random(20260105);
    for (int i = 0; i < 300; i++) {
      var text = new StringBuilder("x");
      for (int j = random.nextInt(25); j >= 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(held.findings(text.toString(), "Not " + text)).as(text.toString()).isNotNull();
    }
    assertThat(held.findings(String.join("", Collections.nCopies(60, "It treats DIRA, CAPS. "))))
        .isNotEmpty();
  }
}
