package org.livingevidence.citations.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;

/// Whoever cites a retracted work is told so as long as it is, by whatever id and in whatever order
/// the two came.
@QuarkusTest
class CitedRetractionTest extends CitationServiceTest {
  private static final String PATH = "/api/v1/citations/";

  @Test
  void aWorkThatIsRetractedLaterIsToldWithItsNoticeUntilItIsReinstated() {
    // Given
    String cited = freshPmid();
    String doi = "10.5555/cited." + cited;
    String byPmid = citing("pmid:" + cited);
    String byDoi = citing("doi:" + doi);
    String before = as("reader").get(PATH + byPmid).header("ETag");
    as("reader").get(PATH + byPmid).then().body("citesRetracted", nullValue());
    // When
    created(cited(cited, doi, "")).then().statusCode(201);
    as("reader").get(PATH + byPmid).then().body("citesRetracted", nullValue());
    written(cited, cited(cited, doi, RETRACTED));
    // Then
    for (String citing : new String[] {byPmid, byDoi}) {
      as("reader")
          .get(PATH + citing)
          .then()
          .body("state", equalTo("current"))
          .body("citesRetracted", hasSize(1))
          .body("citesRetracted[0].id", equalTo("pmid:" + cited))
          .body("citesRetracted[0].title", equalTo("A work that is cited"))
          .body("citesRetracted[0].date", equalTo("2020-02-06"))
          .body("citesRetracted[0].notice.pmid", equalTo("20137807"));
    }
    Response now = as("reader").get(PATH + byPmid);
    assertThat(now.header("ETag")).isNotEqualTo(before);
    as("reader")
        .header("If-None-Match", now.header("ETag"))
        .get(PATH + byPmid)
        .then()
        .statusCode(304);
    as("reader")
        .get("/api/v1/citations?q=" + byPmid + "[pmid]")
        .then()
        .body("items[0].citesRetracted[0].id", equalTo("pmid:" + cited));
    // Then what was read may be written again and is no edit
    as("curator")
        .header("If-Match", now.header("ETag"))
        .body(now.asString())
        .put(PATH + byPmid)
        .then()
        .statusCode(200)
        .header("ETag", before);
    // When it is reinstated
    written(
        cited,
        cited(
            cited,
            doi,
            RETRACTED.replace("}]", "},{\"relation\":\"ReinstatementIn\",\"date\":\"2021\"}]")));
    // Then
    as("reader")
        .get(PATH + byPmid)
        .then()
        .header("ETag", before)
        .body("citesRetracted", nullValue());
  }

  @Test
  void exportsSayItToo() {
    String cited = freshPmid();
    String citing = citing("pmid:" + cited);
    created(cited(cited, "10.5555/x." + cited, RETRACTED)).then().statusCode(201);
    String line = "CitesRetracted | pmid:" + cited + " | date 2020-02-06 | PMID 20137807";
    for (String format : new String[] {"ris", "bibtex", "csl-json", "pubmed-xml"}) {
      as("reader")
          .get(PATH + citing + "?format=" + format)
          .then()
          .statusCode(200)
          .body(containsString(line))
          .body(not(containsString("RETRACTED:")));
    }
    as("reader")
        .get(PATH + citing + "?format=nbib")
        .then()
        .body(containsString("GN  - Notice: CitesRetracted | pmid:" + cited));
  }

  private static final String RETRACTED =
      """
      ,"notices":[{"relation":"RetractionIn","pmid":"20137807","date":"2020-02-06"}]""";

  private static String citing(String id) {
    String pmid = freshPmid();
    created(
            """
            {"title":"Builds on it %s","identifiers":{"pmid":"%s"},"year":2011,
             "cites":["%s","pmid:1"]}"""
                .formatted(pmid, pmid, id))
        .then()
        .statusCode(201);
    return pmid;
  }

  private static String cited(String pmid, String doi, String notices) {
    return """
        {"title":"A work that is cited","identifiers":{"pmid":"%s","doi":"%s"},"year":2009%s}"""
        .formatted(pmid, doi, notices);
  }

  private static Response created(String body) {
    return as("curator").body(body).post("/api/v1/citations");
  }

  private static void written(String pmid, String body) {
    as("curator").body(body).put(PATH + "pmid:" + pmid).then().statusCode(200);
  }
}
