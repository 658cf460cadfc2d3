package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.SharedData;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TopicReader;

@QuarkusTest
class ImportTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENTS =
      "select coalesce(sum(version & 1099511627775), 0)::bigint from outbox_aggregate";

  @Test
  void theRealFilesAreImportedOnceAndEveryEventKeepsTheContract() throws Exception {
    // Given
    List<Path> files = new ArrayList<>(SharedData.files("pubmed"));
    Collections.shuffle(files, new Random(11));
    // When
    List<JsonNode> first = importAll(files);
    // Then
    assertThat(first).allMatch(job -> job.path("state").asText().equals("finished"));
    assertThat(total(first, "created")).isPositive();
    assertThat(total(first, "updated")).isPositive();
    // Other tests may have brought some of them before.
    assertThat(count("select count(*) from citation where id like 'pmid:%'")).isGreaterThan(1300);
    String canonical = states();
    // When everything comes again in another order
    long events = count(EVENTS);
    Collections.shuffle(files, new Random(12));
    List<JsonNode> second = importAll(files);
    // Then nothing changes and nobody hears of it
    for (String kind : List.of("created", "updated", "deleted")) {
      assertThat(total(second, kind)).as(kind).isZero();
    }
    assertThat(count(EVENTS)).isEqualTo(events);
    assertThat(states()).isEqualTo(canonical);
    assertThat(
            count("select count(*) from citation where id in ('pmid:23203860', 'pmid:23203896')"))
        .isZero();
    // And what was published is what stands
    await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(unpublished()).isEmpty());
    assertThat(count("select count(*) from outbox_blocked")).isZero();
    for (var record : TopicReader.readAll(bootstrap(), "living-evidence.citations")) {
      if (record.value() != null) {
        JsonNode data = JSON.readTree(record.value());
        String schema = data.has("deleted") ? "deleted" : "citation";
        assertThat(Contracts.violations(schema + ".v1.schema.json", data))
            .as(record.key())
            .isEmpty();
      }
    }
  }

  @Test
  void descriptorsBecomeTopicsWithPageNames() throws Exception {
    // When
    JsonNode descriptors = imported(file("mesh", "meshrdf-desc-samples.xml"));
    JsonNode concepts = imported(file("mesh", "meshrdf-supp-samples.xml"));
    JsonNode again = imported(file("mesh", "meshrdf-desc-samples.xml"));
    // Then
    assertThat(descriptors.path("counts").path("created").asInt()).isEqualTo(43);
    assertThat(concepts.path("counts").path("created").asInt()).isEqualTo(19);
    assertThat(again.path("counts").path("unchanged").asInt()).isEqualTo(43);
    assertThat(count("select count(*) from topic where condition and data ->> 'slug' is null"))
        .isZero();
    JsonNode topic = JSON.readTree(as("reader").get("/api/v1/topics/D000001").asString());
    assertThat(topic.path("naturalName").asText()).isEqualTo("Calcimycin");
    await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(unpublished()).isEmpty());
    assertThat(count("select count(*) from outbox_blocked where type = 'topic'")).isZero();
    for (var record : TopicReader.readAll(bootstrap(), "living-evidence.topics")) {
      JsonNode data = record.value() == null ? null : JSON.readTree(record.value());
      if (data != null && !data.has("deleted")) {
        assertThat(Contracts.violations("topic.v1.schema.json", data)).isEmpty();
      }
    }
  }

  @Test
  void aCuratorsEditHoldsUntilTheSourceSaysOtherwise() throws Exception {
    String pmid = freshPmid();
    imported("a.xml", record(pmid, "2020-01-01", "As printed"));
    Response read = as("reader").get("/api/v1/citations/" + pmid);
    as("curator")
        .body(read.asString().replace("As printed", "As corrected"))
        .put("/api/v1/citations/" + pmid)
        .then()
        .statusCode(200);
    // The same content again leaves it; a revision takes its place.
    imported("a.xml", record(pmid, "2020-01-01", "As printed"));
    assertThat(title(pmid)).isEqualTo("As corrected");
    imported("b.xml", record(pmid, "2020-02-01", "Revised"));
    assertThat(title(pmid)).isEqualTo("Revised");
    // What a curator deletes stays deleted until it is revised, also in a newer release.
    as("curator").delete("/api/v1/citations/" + pmid).then().statusCode(204);
    imported("pubmed25n0001.xml", record(pmid, "2020-02-01", "Revised"));
    as("reader").get("/api/v1/citations/" + pmid).then().statusCode(404);
    imported("c.xml", record(pmid, "2020-03-01", "Revised again"));
    assertThat(title(pmid)).isEqualTo("Revised again");
  }

  @Test
  void hostileFilesEndAsFailedAndLeaveOnlyWholeRecords() throws Exception {
    StringBuilder records = new StringBuilder("<PubmedArticleSet>");
    for (int i = 0; i < 250; i++) {
      records.append(text(record(freshPmid(), "2020-01-01", "Whole")));
    }
    String set = records.toString();
    byte[] zipped = zip(set + "</PubmedArticleSet>");
    byte[][] bodies = {
      ("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
              + set
              + "<x>&e;</x></PubmedArticleSet>")
          .getBytes(StandardCharsets.UTF_8),
      (set + "<PubmedArticle>").getBytes(StandardCharsets.UTF_8),
      (set + "<a>".repeat(5000)).getBytes(StandardCharsets.UTF_8),
      (set + "<a b='" + "c".repeat(200_000) + "'/></PubmedArticleSet>")
          .getBytes(StandardCharsets.UTF_8),
      (set + "<a>\0</a></PubmedArticleSet>").getBytes(StandardCharsets.UTF_8),
      (set + "<a>caf\u00e9</a></PubmedArticleSet>").getBytes(StandardCharsets.ISO_8859_1),
      Arrays.copyOf(zipped, zipped.length - 20),
    };
    long before = count("select count(*) from citation");
    long chunk = 200;
    for (int i = 0; i < bodies.length; i++) {
      JsonNode job = imported("hostile-" + i + ".xml", bodies[i]);
      assertThat(job.path("state").asText()).as("body %d: %s", i, job).isEqualTo("failed");
      assertThat(job.path("problem").path("detail").asText()).as("body %d", i).isNotBlank();
      assertThat(job.toString()).doesNotContain("root:");
    }
    // Whole chunks stand, once; nothing of the others does.
    assertThat(count("select count(*) from citation")).isEqualTo(before + chunk);
  }

  @Test
  void aRecordThatCannotBeTakenIsNamedAndTheOthersGoOn() throws Exception {
    String pmid = freshPmid();
    JsonNode job =
        imported(
            "mixed.xml",
            ("<S>"
                    + text(record("", "2020-01-01", "Nobody"))
                    + text(record(pmid, "2020-01-01", "T"))
                    + "</S>")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(1);
    assertThat(job.path("counts").path("created").asInt()).isEqualTo(1);
    as("importer")
        .get("/api/v1/imports/" + job.path("id").asText() + "/outcomes?kind=rejected")
        .then()
        .statusCode(200)
        .body("items[0].reason", containsString("there is no PMID, at line 1"));
  }

  @Test
  void aFileOfNoKindIsRefused() {
    Response refused = send("notes.txt", "Dear all,".getBytes(StandardCharsets.UTF_8));
    assertThat(refused.statusCode()).isIn(415, 422);
    assertThat(refused.asString()).contains("pubmed-xml").contains("mesh-xml");
  }

  private String states() throws Exception {
    return Long.toString(
        count(
            """
            select (sum(hashtextextended(id || data::text, 7)) % 1000000007)::bigint
              from citation where id not like 'pmid:9________'
            """));
  }

  private static Path file(String folder, String name) {
    return SharedData.folder(folder).resolve(name);
  }

  private static List<JsonNode> importAll(List<Path> files) throws Exception {
    List<String> ids = new ArrayList<>();
    for (Path file : files) {
      Response sent = send(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      assertThat(sent.statusCode()).as("%s: %s", file, sent.asString()).isEqualTo(202);
      ids.add(sent.path("id"));
    }
    List<JsonNode> jobs = new ArrayList<>();
    for (String id : ids) {
      jobs.add(ended(id));
    }
    return jobs;
  }

  private static JsonNode imported(Path file) throws Exception {
    return imported(String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  private static JsonNode imported(String name, byte[] body) throws Exception {
    Response sent = send(name, body);
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
    return ended(sent.path("id"));
  }

  private static Response send(String name, byte[] body) {
    return as("importer")
        .contentType("application/octet-stream")
        .body(body)
        .post("/api/v1/imports?name=" + name);
  }

  private static JsonNode ended(String id) throws Exception {
    Set<String> open = Set.of("receiving", "queued", "running");
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(as("importer").get("/api/v1/imports/" + id).<String>path("state"))
                    .isNotIn(open));
    return JSON.readTree(as("importer").get("/api/v1/imports/" + id).asString());
  }

  private static long total(List<JsonNode> jobs, String kind) {
    return jobs.stream().mapToLong(job -> job.path("counts").path(kind).asLong()).sum();
  }

  private static String title(String pmid) {
    return as("reader").get("/api/v1/citations/" + pmid).path("title");
  }

  private static String bootstrap() {
    return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
  }

  private static String text(byte[] xml) {
    return new String(xml, StandardCharsets.UTF_8);
  }

  private static byte[] record(String pmid, String revised, String title) {
    String[] date = revised.split("-");
    return """
        <PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">%s</PMID>
        <DateRevised><Year>%s</Year><Month>%s</Month><Day>%s</Day></DateRevised>
        <Article><ArticleTitle>%s</ArticleTitle></Article></MedlineCitation></PubmedArticle>"""
        .formatted(pmid, date[0], date[1], date[2], title)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(String text) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
