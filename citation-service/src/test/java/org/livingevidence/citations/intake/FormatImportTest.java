package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.SharedData;
import org.livingevidence.teststack.Contracts;
import org.livingevidence.teststack.TopicReader;

/// The text formats through the door that everybody uses.
@QuarkusTest
class FormatImportTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> KINDS =
      Map.of("medline", "nbib", "ris", "ris", "bibtex", "bibtex", "csl-json", "csl-json");
  private static final String EVENTS =
      "select coalesce(sum(version & 1099511627775), 0)::bigint from outbox_aggregate";

  @Test
  void everyRealFileIsRecognisedImportedAndTheSameAgain() throws Exception {
    int records = 0;
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      for (Path file : SharedData.files(kind.getKey())) {
        JsonNode job = imported(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        assertThat(job.path("kind").asText()).as("%s", file).isEqualTo(kind.getValue());
        assertThat(job.path("state").asText()).as("%s: %s", file, job).isEqualTo("finished");
        records += taken(job);
      }
    }
    assertThat(records).isGreaterThan(1700);
    long events = count(EVENTS);
    for (Map.Entry<String, String> kind : KINDS.entrySet()) {
      Path file = SharedData.files(kind.getKey()).getFirst();
      JsonNode job = imported(String.valueOf(file.getFileName()), Files.readAllBytes(file));
      assertThat(job.path("counts").path("created").asInt()).as("%s", file).isZero();
    }
    assertThat(count(EVENTS)).isEqualTo(events);
    await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(unpublished()).isEmpty());
    String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    for (var record : TopicReader.readAll(bootstrap, "living-evidence.citations")) {
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
  void theTableOfRetractionsChangesTheStateOfAPaperThatIsHere() throws Exception {
    String pmid = freshPmid();
    imported(
        "one.nbib",
        "PMID- %s\nTI  - A trial.\nDP  - 2012\n\n"
            .formatted(pmid)
            .getBytes(StandardCharsets.UTF_8));
    assertThat(state(pmid)).isEqualTo("current");
    String head =
        "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,"
            + "OriginalPaperPubMedID,RetractionNature,Reason\n";
    String retracted =
        "1,A trial,3/2/2015 0:00,10.5555/n1,0,unavailable," + pmid + ",Retraction,+Error;\n";
    JsonNode job = imported("rw.csv", (head + retracted).getBytes(StandardCharsets.UTF_8));
    assertThat(job.path("kind").asText()).isEqualTo("retraction-table");
    assertThat(state(pmid)).isEqualTo("retracted");
    // When the table says, in its next edition, that it was put back
    String back = "2,A trial,1/10/2016 0:00,0,0,unavailable," + pmid + ",Reinstatement,\n";
    imported("rw2.csv", (head + retracted + back).getBytes(StandardCharsets.UTF_8));
    assertThat(state(pmid)).isEqualTo("reinstated");
    // And every export says what was said
    assertThat(as("reader").get("/api/v1/citations/" + pmid + "?format=ris").asString())
        .contains("N1  - Notice: RetractionIn | date 2015-03-02 | DOI 10.5555/n1");
  }

  @Test
  void aRecordThatCannotBeTakenIsNamedAndTheOthersGoOn() throws Exception {
    String pmid = freshPmid();
    JsonNode job =
        imported(
            "mixed.bib",
            ("@article{bad, title = {Never closed\n@article{good, title = {T}, pmid = {"
                    + pmid
                    + "}}\n")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(1);
    assertThat(taken(job)).isEqualTo(1);
    Response outcomes =
        as("importer")
            .get("/api/v1/imports/" + job.path("id").asText() + "/outcomes?kind=rejected");
    assertThat(outcomes.<String>path("items[0].record")).isEqualTo("bad");
    assertThat(outcomes.<String>path("items[0].reason")).endsWith("at line 1");
  }

  private static int taken(JsonNode job) {
    JsonNode counts = job.path("counts");
    return counts.path("created").asInt()
        + counts.path("updated").asInt()
        + counts.path("unchanged").asInt();
  }

  private static String state(String pmid) {
    return as("reader").get("/api/v1/citations/" + pmid).path("state");
  }

  private static JsonNode imported(String name, byte[] body) throws Exception {
    Response sent =
        as("importer")
            .contentType("application/octet-stream")
            .body(body)
            .post("/api/v1/imports?name=" + name);
    assertThat(sent.statusCode()).as("%s: %s", name, sent.asString()).isEqualTo(202);
    String id = sent.path("id");
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
}
