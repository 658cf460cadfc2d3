package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.SharedData;

/// Search strategies as librarians publish them, run over real records and compared with reading
/// each.
@QuarkusTest
class PublishedStrategiesTest extends Searches {
  private static final String NO_ANIMALS = " NOT (animals[mh] NOT humans[mh])";

  private static final Map<String, String> STRATEGIES = new LinkedHashMap<>();

  static {
    STRATEGIES.put(
        "Cochrane, randomized trials, sensitivity-maximizing (Handbook, box 6.4.a)",
        "(((((((((randomized controlled trial [pt]) OR controlled clinical trial [pt]) OR randomized"
            + " [tiab]) OR placebo [tiab]) OR drug therapy [sh]) OR randomly [tiab]) OR trial"
            + " [tiab]) OR groups [tiab])) NOT ((animals [mh] NOT humans [mh]))");
    STRATEGIES.put(
        "Cochrane, sensitivity- and precision-maximizing (box 6.4.b)",
        "(randomized controlled trial [pt] OR controlled clinical trial [pt] OR randomized [tiab]"
            + " OR placebo [tiab] OR clinical trials as topic [mesh: noexp] OR randomly [tiab] OR"
            + " trial [ti])"
            + NO_ANIMALS);
    STRATEGIES.put(
        "Clinical Queries, therapy, broad",
        "((clinical[Title/Abstract] AND trial[Title/Abstract]) OR clinical trials as topic[MeSH"
            + " Terms] OR clinical trial[Publication Type] OR random*[Title/Abstract] OR random"
            + " allocation[MeSH Terms] OR therapeutic use[MeSH Subheading])");
    STRATEGIES.put(
        "Clinical Queries, therapy, narrow",
        "(randomized controlled trial[Publication Type] OR (randomized[Title/Abstract] AND"
            + " controlled[Title/Abstract] AND trial[Title/Abstract]))");
    STRATEGIES.put(
        "Clinical Queries, diagnosis, broad",
        "(sensitiv*[Title/Abstract] OR sensitivity and specificity[MeSH Terms] OR"
            + " diagnose[Title/Abstract] OR diagnosed[Title/Abstract] OR diagnoses[Title/Abstract]"
            + " OR diagnosing[Title/Abstract] OR diagnosis[Title/Abstract] OR"
            + " diagnostic[Title/Abstract] OR diagnosis[MeSH:noexp] OR (diagnostic"
            + " equipment[MeSH:noexp] OR diagnostic errors[MeSH:noexp] OR diagnostic"
            + " imaging[MeSH:noexp] OR diagnostic services[MeSH:noexp]) OR diagnosis,"
            + " differential[MeSH:noexp] OR diagnosis[Subheading:noexp])");
    STRATEGIES.put(
        "Clinical Queries, prognosis, broad",
        "(incidence[MeSH:noexp] OR mortality[MeSH Terms] OR follow up studies[MeSH:noexp] OR"
            + " prognos*[Text Word] OR predict*[Text Word] OR course*[Text Word])");
    STRATEGIES.put(
        "Clinical Queries, etiology, broad",
        "(risk*[Title/Abstract] OR risk*[MeSH:noexp] OR cohort studies[MeSH Terms] OR group[Text"
            + " Word] OR groups[Text Word] OR grouped [Text Word])");
    STRATEGIES.put(
        "SIGN, observational studies, for PubMed",
        "cohort studies[mh] OR longitudinal studies[mh] OR prospective studies[mh] OR follow up"
            + " studies[mh] OR cohort[tiab] OR longitudinal[tiab] OR \"case control\"[tiab]");
    STRATEGIES.put(
        "Corticosteroids in pneumonia, concept blocks with a filter",
        "((\"Pneumonia\"[Mesh] OR pneumoni*[tiab] OR bronchopneumoni*[tiab] OR \"lung"
            + " infection*\"[tiab]) AND (\"Adrenal Cortex Hormones\"[Mesh] OR \"adrenal cortex"
            + " hormone*\"[tiab] OR hydrocortisone[tiab] OR Solu-Cortef[tiab] OR prednisolone[tiab]"
            + " OR \"Anti-Bacterial Agents/therapeutic use\"[Mesh])) AND (trial[tiab] OR"
            + " groups[tiab] OR review[pt])"
            + NO_ANIMALS);
    STRATEGIES.put(
        "Clinical reasoning in emergency and primary care, with limits",
        "(\"Emergency Service, Hospital\"[majr] OR \"Primary Health Care\"[majr] OR \"General"
            + " Practitioners\"[majr:noexp] OR \"emergency department\"[ti] OR \"primary"
            + " care\"[tiab]) AND 1990:2026[dp] AND English[lang]");
    STRATEGIES.put(
        "Isolation of patients, without opinion papers",
        "(\"social isolation\"[mh:noexp] OR \"hand disinfection\"[mh] OR \"hand hygiene\"[mh] OR"
            + " \"quarantine\"[mh] OR \"patient isolation\"[tw] OR infection*[tw]) NOT"
            + " (\"letter\"[pt] OR \"comment\"[pt] OR \"editorial\"[pt] OR \"review\"[pt] OR"
            + " \"letter\"[ti] OR \"review\"[ti])");
    STRATEGIES.put(
        "Law and ethics, headings with subheadings",
        "((government regulation OR health policy[mh:noexp] OR public policy[mh:noexp] OR"
            + " guideline[pt] OR legislation[pt] OR lj[sh]) AND humans[mh] AND (genetic"
            + " counseling[majr] OR genes[majr] OR genetics, medical[majr:noexp] OR ethics[tw])) OR"
            + " neoplasms/drug therapy[majr]");
  }

  @Inject Translator translator;

  @Test
  void eachFindsWhatReadingEveryRecordFindsAndShowsHowItWasUnderstood() throws Exception {
    for (String file :
        List.of(
            "JULIELab__pubmedsample18n0001.xml.gz",
            "agrunfeld__medsamp2014.xml.gz",
            "SEEDtk__pubmed.xml.gz")) {
      imported(SharedData.folder("pubmed").resolve(file));
    }
    Map<String, ReadCitation> all = read();
    SoftAssertions softly = new SoftAssertions();
    int finding = 0;
    for (Map.Entry<String, String> strategy : STRATEGIES.entrySet()) {
      Translation translation = translator.translate(strategy.getValue());
      Set<String> expected = new TreeSet<>();
      all.forEach(
          (id, citation) -> {
            if (citation.matches(translation.expression())) {
              expected.add(id);
            }
          });
      List<String> found = walk(strategy.getValue(), "&limit=200&sort=added");
      softly.assertThat(new TreeSet<>(found)).as(strategy.getKey()).isEqualTo(expected);
      JsonNode page = search(strategy.getValue(), "&limit=1&facets=all&counts=true");
      softly
          .assertThat(page.path("total").asLong())
          .as("total of %s", strategy.getKey())
          .isEqualTo(expected.size());
      softly
          .assertThat(page.path("translation").path("text").asText())
          .as(strategy.getKey())
          .isEqualTo(translation.expression().text());
      finding += expected.isEmpty() ? 0 : 1;
    }
    softly.assertAll();
    assertThat(finding).isGreaterThanOrEqualTo(10);
  }

  @Test
  void whatIsNotKeptIsRefusedByItsName() {
    for (String query :
        List.of("asthma[mh] AND boston[ad]", "asthma[mh] AND 2020/01/01:2020/12/31[edat]")) {
      ask(query, "").then().statusCode(400).body("detail", containsString("does not keep"));
    }
    ask("asthma AND free full text[sb]", "")
        .then()
        .statusCode(400)
        .body("detail", containsString("free full text"));
    ask("#1 AND #2", "").then().statusCode(400).body("detail", containsString("#"));
  }

  private Map<String, ReadCitation> read() throws Exception {
    Map<String, ReadCitation> all = new TreeMap<>();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, data::text from citation")) {
      while (rows.next()) {
        all.put(rows.getString(1), new ReadCitation(JSON.readTree(rows.getString(2))));
      }
    }
    assertThat(all).hasSizeGreaterThan(200);
    return all;
  }
}
