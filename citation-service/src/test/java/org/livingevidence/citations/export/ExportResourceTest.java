package org.livingevidence.citations.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livingevidence.citations.CitationServiceTest;

@QuarkusTest
class ExportResourceTest extends CitationServiceTest {
  private static final String PATH = "/api/v1/citations/";

  @ParameterizedTest
  @CsvSource({
    "application/x-research-info-systems, TY  - JOUR, .ris",
    "application/nbib, PMID- , .nbib",
    "application/x-bibtex, @article{pmid:, .bib",
    "application/vnd.citationstyles.csl+json, [, .csl.json",
    "application/xml, <?xml version, .xml",
    "text/x-bibliography;style=ama, 1. Müller JP, .txt"
  })
  void aCitationIsWrittenInTheFormatThatTheCallerAccepts(
      String accept, String begins, String extension) {
    String pmid = created();
    as("reader")
        .header("Accept", accept)
        .get(PATH + pmid)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith(accept.replaceAll(";.*", "")))
        .header(
            "Content-Disposition",
            equalTo("attachment; filename=\"pmid-" + pmid + extension + "\""))
        .header("Vary", containsString("Accept"))
        .body(startsWith(begins));
  }

  @ParameterizedTest
  @CsvSource({"ris, TY  - JOUR", "bibtex, @article", "csl-json, [", "pubmed-xml, <?xml"})
  void aLinkNamesTheFormat(String format, String begins) {
    as("reader")
        .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
        .get(PATH + created() + "?format=" + format)
        .then()
        .statusCode(200)
        .body(startsWith(begins));
  }

  @ParameterizedTest
  @CsvSource({"*/*", "application/json", "'application/json, text/plain, */*'"})
  void whoeverAsksForNothingElseGetsJson(String accept) {
    String pmid = created();
    as("reader")
        .header("Accept", accept)
        .get(PATH + pmid)
        .then()
        .statusCode(200)
        .header("Content-Type", startsWith("application/json"))
        .body("identifiers.pmid", equalTo(pmid));
    as("reader")
        .header("Accept", accept)
        .get("/api/v1/citations")
        .then()
        .statusCode(200)
        .body("total", greaterThan(0));
  }

  @Test
  void whatIsNotKnownIsAProblemThatNamesWhatIs() {
    String pmid = created();
    as("reader")
        .get(PATH + pmid + "?format=endnote")
        .then()
        .statusCode(400)
        .body("detail", containsString("format"));
    as("reader").get(PATH + pmid + "?format=bibliography&style=klingon").then().statusCode(400);
    as("reader")
        .header("Accept", "application/x-research-info-systems")
        .get(PATH + "999999999")
        .then()
        .statusCode(404);
  }

  @Test
  void whatAQueryFindsIsExportedWholeInTheOrderAskedFor() throws Exception {
    // Given more than one page
    String word = "exported" + freshPmid();
    for (int i = 0; i < 205; i++) {
      String pmid = freshPmid();
      as("curator")
          .body(
              "{\"title\":\"%s %d\",\"year\":%d,\"identifiers\":{\"pmid\":\"%s\"}}"
                  .formatted(word, i, 1800 + i, pmid))
          .post("/api/v1/citations")
          .then()
          .statusCode(201);
    }
    // When
    Response all = as("reader").get("/api/v1/citations?q=" + word + "&sort=year&format=ris");
    // Then
    all.then().statusCode(200).header("Evidence-Total", equalTo("205"));
    List<String> years = all.asString().lines().filter(line -> line.startsWith("PY")).toList();
    assertThat(years).hasSize(205).isSorted();
    assertThat(
            as("reader")
                .header("Accept", "application/nbib")
                .get("/api/v1/citations?q=" + word + "&limit=7")
                .asString()
                .lines()
                .filter(line -> line.startsWith("PMID")))
        .hasSize(7);
    as("reader")
        .get("/api/v1/citations?q=(" + word + "&format=ris")
        .then()
        .statusCode(400)
        .header("Content-Type", startsWith("application/problem+json"));
  }

  @Test
  void anUnchangedExportIsNotSentAgain() {
    String pmid = created();
    Response first = as("reader").get(PATH + pmid + "?format=ris");
    String etag = first.header("ETag");
    as("reader")
        .header("If-None-Match", etag)
        .get(PATH + pmid + "?format=ris")
        .then()
        .statusCode(304);
    as("reader")
        .header("If-None-Match", etag)
        .get(PATH + pmid + "?format=nbib")
        .then()
        .statusCode(200);
  }

  @Test
  void aListIsStreamedWholeOrByName() {
    String one = created();
    String two = created();
    String named =
        as("reader")
            .header("Accept", "application/x-research-info-systems")
            .get("/api/v1/citations?id=" + two + "&id=pmid:" + one)
            .asString();
    assertThat(named.indexOf("pmid:" + two)).isBetween(0, named.indexOf("pmid:" + one));
    assertThat(named.split("ER  - ")).hasSize(3);
    String all = as("reader").get("/api/v1/citations?format=nbib").asString();
    assertThat(all).contains("PMID- " + one).contains("PMID- " + two);
    String few = as("reader").get("/api/v1/citations?format=ris&limit=1").asString();
    assertThat(few.split("ER  - ")).hasSize(2);
    as("reader").get("/api/v1/citations?format=ris&id=999999999").then().statusCode(404);
  }

  @Test
  void anExportIsForReadersOnly() {
    RestAssured.given().get("/api/v1/citations?format=ris").then().statusCode(401);
  }

  private static String created() {
    String pmid = freshPmid();
    Map<String, Object> citation =
        Map.of(
            "identifiers",
            Map.of("pmid", pmid, "doi", "10.1000/" + pmid),
            "title",
            "Effect of X.",
            "authors",
            List.of(Map.of("family", "Müller", "given", "Jean Paul", "initials", "JP")),
            "journal",
            Map.of("title", "The Lancet", "abbreviation", "Lancet"),
            "volume",
            "38",
            "pages",
            "1765-76",
            "published",
            "2011-02-09",
            "year",
            2011);
    as("curator").body(citation).post("/api/v1/citations").then().statusCode(201);
    return pmid;
  }
}
