package org.livingevidence.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ConditionPageTest {
  private static final String EU =
      """
      {"id": "%s", "condition": {"id": "%s", "name": "%s"}, "jurisdiction": "EU",
       "status": "approved", "method": "label", "knownSince": "%s", "dosing": "%s",
       "source": {"kind": "product-information", "sentence": "It is indicated in <all>."}}
      """;

  @Test
  void aSentenceIsShownOnceWithTheConditionsThatItNames() throws Exception {
    String page =
        page(
            String.join(
                ",",
                EU.formatted("1", "D1", "NOMID", "2020", "2 mg"),
                EU.formatted("2", "D2", "MWS", "2021", "2 mg"),
                EU.formatted("3", "D3", "FCAS", "2021", "2 mg"),
                EU.formatted("4", "D4", "CAPS mild", "2021", "1 mg"),
                EU.formatted("5", "D5", "Other", "2021", "2 mg").replace("in <all>", "elsewhere")));
    assertThat(page.split("It is indicated in &lt;all&gt;\\.", -1)).hasSize(2);
    assertThat(page)
        .contains(
            "<a href=\"/conditions/D1\">NOMID</a>, <a href=\"/conditions/D2\">MWS</a>"
                + " and <a href=\"/conditions/D3\">FCAS</a>")
        .contains("<a href=\"/conditions/D4\">CAPS mild</a>")
        .contains("It is indicated elsewhere.");
    assertThat(page.split("<b>Dosing</b>", -1)).hasSize(4);
  }

  @Test
  void whatNoSentenceStatesStandsByItself() throws Exception {
    String page =
        page(
            """
            {"condition": {"id": "D1", "name": "One"}, "jurisdiction": "US", "status": "none-found"},
            {"condition": {"id": "D2", "name": "Two"}, "jurisdiction": "US", "status": "none-found"}
            """);
    assertThat(page)
        .contains("</span> <a href=\"/conditions/D1\">One</a></div></li>")
        .contains("</span> <a href=\"/conditions/D2\">Two</a></div></li>");
  }

  @Test
  void thePageSaysInWordsThatLinksAreStillBeingMade() throws Exception {
    assertThat(ConditionPage.of(view(""), true))
        .contains("Linking is under way")
        .contains("<a href=\"/api/v1/conditions/D9/freshness\">How far it is</a>");
    assertThat(ConditionPage.of(view(""), false)).doesNotContain("Linking is under way");
  }

  @Test
  void markupIsShownFromTheAllowListAndNothingElse() throws Exception {
    Html html = new Html();
    PublicationLine.add(
        html,
        new ObjectMapper()
            .readTree(
                """
                {"state": "current", "line": "H2O <b>.",
                 "lineMarkup": "H<sub>2</sub>O &lt;b&gt;."}
                """));
    PublicationLine.add(
        html,
        new ObjectMapper()
            .readTree(
                """
                {"state": "current", "line": "x <i>.",
                 "lineMarkup": "<i onclick=\\"evil()\\">x</i><script>evil()</script>"}
                """));
    PublicationLine.add(
        html,
        new ObjectMapper()
            .readTree("{\"line\": \"Other words.\", \"lineMarkup\": \"<i>These</i>.\"}"));
    assertThat(html.toString())
        .contains("H<sub>2</sub>O &lt;b&gt;.")
        .contains("x &lt;i&gt;.")
        .contains("Other words.")
        .doesNotContain("evil", "<script", "These");
  }

  @Test
  void whoeverCitesARetractedWorkIsToldApartFromWhatIsRetracted() throws Exception {
    Html html = new Html();
    PublicationLine.add(
        html,
        new ObjectMapper()
            .readTree(
                """
                {"state": "current", "line": "Builds on it.",
                 "citesRetracted": [{"id": "pmid:7", "title": "A <b> fraud", "date": "2020-02-06",
                   "notice": {"pmid": "9"}, "links": {"pubmed": "https://pubmed.ncbi.nlm.nih.gov/7/"}}]}
                """));
    assertThat(html.toString())
        .doesNotContain("status alarm", "<b>")
        .contains("Cites a retracted work", "A &lt;b&gt; fraud (retracted 2020-02-06) ")
        .contains("<a href=\"https://pubmed.ncbi.nlm.nih.gov/9/\">notice</a>");
  }

  private static String page(String indications) throws JsonProcessingException {
    return ConditionPage.of(view(indications), false);
  }

  private static JsonNode view(String indications) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            """
            {"condition": {"id": "D9", "name": "CAPS", "naturalName": "CAPS"},
             "drugs": [{"drug": {"id": "anakinra", "name": "anakinra"}, "indications": [],
                        "inNarrowerConditions": [%s]}],
             "drugsTotal": 1, "publications": {"total": 0},
             "links": {"freshness": "/api/v1/conditions/D9/freshness"}}
            """
                .formatted(indications));
  }
}
