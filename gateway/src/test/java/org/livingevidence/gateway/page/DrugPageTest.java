package org.livingevidence.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;

class DrugPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  @Test
  void showsWhatADrugIsWithItsStatementsApplicationsAndDesignations()
      throws JsonProcessingException {
    String page =
        DrugPage.of(
            new DrugPage.Parts(
                json(
                    """
                    {"id": "testamab", "name": "testa<mab", "brands": ["Testa"],
                     "identifiers": {"unii": "TESTAMAB00", "atc": ["L04AC99"]},
                     "source": {"kind": "label", "setId": "a-1"},
                     "indications": [
                       {"condition": {"id": "D000001", "name": "Test fever"}, "status": "approved",
                        "jurisdiction": "US", "reading": {"review": "unreviewed"},
                        "source": {"kind": "label", "setId": "a-1", "version": "3",
                                   "sentence": "For test fever."}}],
                     "restrictions": [
                       {"against": {"kind": "drug", "name": "otherol"}, "force": "avoid",
                        "jurisdiction": "US", "source": {"kind": "label"}}]}
                    """),
                json(
                    """
                    {"total": 8, "items": [
                      {"system": "UNII", "code": "TESTAMAB00", "of": "substance", "state": "stated",
                       "source": {"kind": "label", "setId": "a-1", "name": "Testa"}},
                      {"system": "RxCUI", "code": "7", "of": "substance", "state": "stated",
                       "differsFrom": "8",
                       "source": {"register": "Table", "release": "2020-01-02",
                                  "inNewestRelease": false}},
                      {"system": "RxCUI", "of": "substance", "state": "ambiguous",
                       "candidates": ["9", "10"], "source": {"kind": "curated"}},
                      {"system": "ATC", "of": "substance", "state": "not-stated",
                       "why": "no source <that> is held states one"},
                      {"system": "RxCUI", "code": "101", "of": "product", "state": "stated",
                       "source": {"kind": "label", "setId": "a-1", "name": "Testa"}},
                      {"system": "RxCUI", "code": "102", "of": "product", "state": "stated",
                       "source": {"kind": "label", "setId": "a-1", "name": "Testa"}},
                      {"system": "RxCUI", "code": "101", "of": "product", "state": "stated",
                       "source": {"kind": "label", "setId": "a-2", "name": "Testa Pen"}}]}
                    """),
                json(
                    """
                    {"register": "Drugs@FDA", "release": "2020-01-01", "total": 1, "items": [
                      {"number": "BLA1", "approved": "2001-02-03", "sponsor": "Maker",
                       "products": [{"name": "TESTA", "form": "VIAL"}],
                       "suffixed": {"name": "testamab-abcd", "standing": "biosimilar",
                                    "source": {"setId": "a-1",
                                               "sentence": "Testa is biosimilar to Proba."}},
                       "labels": [{"setId": "a-1", "name": "Testa"}]}]}
                    """),
                json(
                    "{\"register\": \"Orphan list\", \"release\": null, \"total\": 0, \"items\": []}"),
                json(
                    "{\"total\": 1, \"items\": [{\"id\": \"a-1\", \"name\": \"Testa\", \"version\": 3}]}")));

    assertThat(page)
        .containsSubsequence(
            "testa&lt;mab",
            "confirmed by nobody",
            "<a href=\"/conditions/D000001\">Test fever</a>: approved, US",
            "<blockquote>For test fever.</blockquote>",
            "read by a rule, confirmed by nobody",
            "otherol: avoid, US",
            "<td>UNII</td><td>TESTAMAB00</td><td>substance</td><td><a href=\"/labels/a-1\">Testa</a>",
            "7 (the drug&#39;s record has 8)",
            "Table, release 2020-01-02, no longer in the newest",
            "ambiguous: 9, 10</td><td>substance</td><td>entered by a curator",
            "not stated: no source &lt;that&gt; is held states one",
            "101, 102</td><td>product</td><td><a href=\"/labels/a-1\">Testa</a>",
            "101</td><td>product</td><td><a href=\"/labels/a-2\">Testa Pen</a>",
            "1 more are in the list as JSON.",
            "As Drugs@FDA stood on 2020-01-01.",
            "<td>BLA1</td><td>TESTA<p class=\"suffixed\">testamab-abcd: biosimilar, says ",
            "<blockquote>Testa is biosimilar to Proba.</blockquote>",
            "<td>Maker</td><td>2001-02-03</td>",
            "Orphan list is not held: this says nothing of whether there are any.",
            "<a href=\"/labels/a-1\">Testa</a>");
  }

  @Test
  void saysWhatCouldNotBeRead() throws JsonProcessingException {
    JsonNode none = MissingNode.getInstance();
    String page =
        DrugPage.of(
            new DrugPage.Parts(
                json(
                    "{\"id\": \"x\", \"name\": \"x\", \"identifiers\": {\"unii\": \"TESTAMAB00\"}}"),
                none,
                none,
                none,
                none));

    assertThat(page)
        .contains("<dt>UNII</dt><dd>TESTAMAB00</dd>", "Not to be had just now.")
        .doesNotContain("<h2>Codes</h2>");
  }
}
