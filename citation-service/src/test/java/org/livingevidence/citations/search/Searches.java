package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.livingevidence.citations.CitationServiceTest;

/// What tests of searching ask and write.
abstract class Searches extends CitationServiceTest {
  static final ObjectMapper JSON = new ObjectMapper();

  static Response ask(String query, String more) {
    return as("reader").get("/api/v1/citations?q=" + encoded(query) + more);
  }

  static JsonNode search(String query, String more) throws Exception {
    Response response = ask(query, more);
    assertThat(response.statusCode()).as("%s: %s", query, response.asString()).isEqualTo(200);
    return JSON.readTree(response.asString());
  }

  static long total(String query) throws Exception {
    return search(query, "&limit=1").path("total").asLong();
  }

  /// The PMIDs of all pages.
  static Set<String> pmids(String query) throws Exception {
    Set<String> pmids = new TreeSet<>();
    for (String id : walk(query, "&limit=200&sort=added")) {
      pmids.add(id.replace("pmid:", ""));
    }
    return pmids;
  }

  /// The ids of all pages, in their order.
  static List<String> walk(String query, String more) throws Exception {
    List<String> ids = new ArrayList<>();
    String cursor = "";
    while (true) {
      JsonNode page = search(query, more + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.path("items").forEach(item -> ids.add(item.path("citation").path("id").asText()));
      if (!page.has("next")) {
        return ids;
      }
      cursor = page.path("next").asText();
    }
  }

  static void create(String citation) {
    Response created = as("curator").body(citation).post("/api/v1/citations");
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
  }

  static void topic(String id, String name, String synonym, String... numbers) {
    StringBuilder tree = new StringBuilder();
    for (String number : numbers) {
      tree.append(tree.isEmpty() ? "" : ",").append('"').append(number).append('"');
    }
    Response created =
        as("curator")
            .body(
                """
                {"id":"%s","scheme":"mesh","kind":"%s","name":"%s","synonyms":["%s"],
                 "treeNumbers":[%s]}"""
                    .formatted(
                        id,
                        id.startsWith("C") ? "supplementary" : "descriptor",
                        name,
                        synonym,
                        tree))
            .post("/api/v1/topics");
    assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
  }

  /// Imports a file and waits until it is in.
  static void imported(Path file) throws Exception {
    Response sent =
        as("importer")
            .contentType("application/octet-stream")
            .body(Files.readAllBytes(file))
            .post("/api/v1/imports?name=" + file.getFileName());
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
    String id = sent.path("id");
    await()
        .atMost(Duration.ofMinutes(3))
        .untilAsserted(
            () ->
                assertThat(as("importer").get("/api/v1/imports/" + id).<String>path("state"))
                    .isIn("finished", "failed"));
  }

  /// A citation of which little is told.
  static String titled(String pmid, String title, int year) {
    return """
        {"title":"%s","identifiers":{"pmid":"%s"},"year":%d}"""
        .formatted(title, pmid, year);
  }

  static String indexed(String pmid, String heading, String name) {
    return """
        {"title":"Paper","identifiers":{"pmid":"%s"},"year":2001,
         "headings":[{"id":"%s","name":"%s","major":true}]}"""
        .formatted(pmid, heading, name);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
