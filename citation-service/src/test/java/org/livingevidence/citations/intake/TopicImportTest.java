package org.livingevidence.citations.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livingevidence.citations.CitationServiceTest;

@QuarkusTest
class TopicImportTest extends CitationServiceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENTS =
      "select coalesce(sum(version & 1099511627775), 0)::bigint from outbox_aggregate";

  private record Document(String name, String text) {}

  /// A small world of files about a disease, its parts and its neighbours; `n` keeps it apart.
  private static List<Document> world(String n) {
    return List.of(
        new Document(
            "d2014.bin",
            """
            *NEWRECORD
            RECTYPE = D
            MH = Fever, Imaginary %1$s
            ENTRY = Imaginary %1$s Fever|T047|EQV
            ENTRY = Syndrome One %1$s
            ENTRY = Syndrome Two %1$s
            MS = A fever that is not.
            UI = D1%1$s

            *NEWRECORD
            MH = Finding %1$s
            ENTRY = Renamed Finding %1$s
            UI = D2%1$s
            """
                .formatted(n)),
        new Document(
            "c2014.bin",
            """
            *NEWRECORD
            RECTYPE = C
            NM = Concept %1$s
            SY = Other Concept %1$s|a|b
            HM = *Fever, Imaginary %1$s/genetics
            HM = Finding %1$s
            DA = 20100101
            MR = 20120706
            UI = C3%1$s
            """
                .formatted(n)),
        new Document(
            "mtrees2014.bin",
            "Fever, Imaginary %1$s;C16.320\nFinding %1$s;C23.888\nFever, Imaginary %1$s;C17.800\n"
                .formatted(n)),
        new Document(
            "mtrees2019.bin",
            "Fever, Imaginary %1$s;C16.999\nRenamed Finding %1$s;C23.777\n".formatted(n)),
        new Document(
            "mesh2015-terms.tsv",
            "mesh_id\tmesh_name\nD1%1$s\tFever, Imaginary %1$s\nD2%1$s\tFinding %1$s\n"
                .formatted(n)),
        new Document(
            "medic_06Jul2012.txt",
            "D1%1$s|%2$s||Fever %1$s|Not Seen\nC4%1$s||Lone Disease %1$s|LD%1$s\n".formatted(n, n)),
        new Document(
            "one.sssom.tsv",
            """
            #mapping_set_id: https://example.org/one-%1$s.sssom.tsv
            #mapping_set_version: https://example.org/2026-08-04/x
            subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label
            MONDO:1%1$s\tsyndrome one %1$s\tskos:exactMatch\tOMIM:1\tonesy %1$s
            MONDO:2%1$s\tsyndrome two %1$s\tskos:exactMatch\tOMIM:2\ttwosy %1$s
            MONDO:3%1$s\timaginary fever\tskos:exactMatch\tmesh:D1%1$s\tx
            MONDO:4%1$s\tobsolete syndrome two %1$s\tskos:exactMatch\tOMIM:3\t
            """
                .formatted(n)));
  }

  @Test
  void everyOrderOfPartialAndFullSourcesEndsTheSame() throws Exception {
    List<String> ends = new ArrayList<>();
    for (int order = 0; order < 4; order++) {
      String n = freshPmid().substring(3);
      List<Document> files = new ArrayList<>(world(n));
      Collections.shuffle(files, new Random(order));
      for (Document file : files) {
        assertThat(imported(file).path("state").asText()).as("%s", file).isEqualTo("finished");
      }
      StringBuilder end = new StringBuilder();
      for (String id : List.of("D1" + n, "D2" + n, "C3" + n, "C4" + n)) {
        end.append(state(id)).append('\n');
      }
      for (int i = 1; i <= 4; i++) {
        end.append(state("MONDO:" + i + n)).append('\n');
      }
      ends.add(end.toString().replace(n, "#"));
      // And again: nothing changes and nobody hears of it.
      long events = count(EVENTS);
      for (Document file : files) {
        JsonNode counts = imported(file).path("counts");
        for (String kind : List.of("created", "updated", "deleted")) {
          assertThat(counts.path(kind).asInt()).as("%s of %s", kind, file.name()).isZero();
        }
      }
      assertThat(count(EVENTS)).isEqualTo(events);
    }
    assertThat(ends).allMatch(end -> end.equals(ends.getFirst()));
  }

  @Test
  void eachFieldComesFromTheSourceThatKnowsItBest() throws Exception {
    String n = freshPmid().substring(3);
    for (Document file : world(n)) {
      imported(file);
    }
    JsonNode fever = topic("D1" + n);
    assertThat(fever.path("naturalName").asText()).isEqualTo("Imaginary " + n + " Fever");
    assertThat(fever.path("summary").asText()).isEqualTo("A fever that is not.");
    assertThat(fever.path("condition").asBoolean()).isTrue();
    // The later tree moved it, from two places to one.
    assertThat(texts(fever.path("treeNumbers"))).containsExactly("C16.999");
    assertThat(fever.path("mappings").toString()).contains("MONDO:3" + n);
    // MEDIC adds nothing where there is a record.
    assertThat(texts(fever.path("synonyms"))).doesNotContain("Not Seen");
    // A heading that the later tree has only under an entry term was renamed.
    assertThat(texts(topic("D2" + n).path("treeNumbers"))).containsExactly("C23.777");
    // A finding is related, not above.
    JsonNode concept = topic("C3" + n);
    assertThat(texts(concept.path("broader"))).containsExactly("D1" + n);
    assertThat(concept.path("mappings").toString()).contains("D2" + n).contains("related");
    assertThat(concept.path("condition").asBoolean()).isTrue();
    assertThat(concept.path("source").path("revised").asText()).isEqualTo("2012-07-06");
    // What MeSH merges are diseases of their own below it.
    JsonNode one = topic("MONDO:1" + n);
    assertThat(texts(one.path("broader"))).containsExactly("D1" + n);
    assertThat(texts(one.path("synonyms"))).containsExactly("onesy " + n);
    for (String none : List.of("MONDO:3" + n, "MONDO:4" + n)) {
      as("reader").get("/api/v1/topics/" + none).then().statusCode(404);
    }
  }

  @Test
  void theRootOfABranchOfDiseasesHasNoSecondPlace() throws Exception {
    String n = freshPmid().substring(3);
    imported(new Document("d2014.bin", ascii("D1" + n, "Branch " + n, "C97")));
    JsonNode table =
        imported(
            new Document("mtrees2019.bin", "Branch %1$s;C04.692\nBranch %1$s;C97\n".formatted(n)));
    assertThat(table.path("counts").path("rejected").asInt()).isEqualTo(1);
    assertThat(texts(topic("D1" + n).path("treeNumbers"))).containsExactly("C97");
  }

  @Test
  void aRenamedTopicKeepsItsPageNameAndAnswersToItsOldName() throws Exception {
    String n = freshPmid().substring(3);
    String id = "D5" + n;
    imported(new Document("d2014.bin", ascii(id, "Dropsy " + n, "C14.001")));
    String slug = topic(id).path("slug").asText();
    imported(new Document("d2016.bin", ascii(id, "Edema " + n, "C14.001")));
    JsonNode topic = topic(id);
    assertThat(topic.path("name").asText()).isEqualTo("Edema " + n);
    assertThat(topic.path("slug").asText()).isEqualTo(slug).isEqualTo("dropsy-" + n);
    assertThat(texts(topic.path("synonyms"))).contains("Dropsy " + n);
  }

  @Test
  void aSupplementaryConceptThatBecameAHeadingIsReplacedByIt() throws Exception {
    String n = freshPmid().substring(3);
    imported(new Document("medic.txt", "C6" + n + "||Promoted " + n + "\n"));
    assertThat(topic("C6" + n).has("replacedBy")).isFalse();
    imported(new Document("d2015.bin", ascii("D6" + n, "Promoted " + n, "C14.002")));
    assertThat(topic("C6" + n).path("replacedBy").asText()).isEqualTo("D6" + n);
  }

  @Test
  void whatAnAddressWouldEscapeInANameIsTheCharacterItself() throws Exception {
    String n = freshPmid().substring(3);
    imported(new Document("medic.txt", "C8" + n + "||Meni&apos;re&#233; &amp; " + n + "\n"));
    assertThat(topic("C8" + n).path("name").asText()).isEqualTo("Meni'reé & " + n);
  }

  @Test
  void whatAPersonWroteStandsUntilARecordComes() throws Exception {
    String n = freshPmid().substring(3);
    String id = "D7" + n;
    as("curator")
        .body(
            """
            {"id":"%s","scheme":"mesh","kind":"descriptor","name":"Written %s","summary":"By hand",
             "treeNumbers":["C14.003"]}"""
                .formatted(id, n))
        .post("/api/v1/topics")
        .then()
        .statusCode(201);
    imported(
        new Document("mesh2015-terms.tsv", "mesh_id\tmesh_name\n" + id + "\tTable " + n + "\n"));
    assertThat(topic(id).path("name").asText()).isEqualTo("Written " + n);
    assertThat(topic(id).path("summary").asText()).isEqualTo("By hand");
    imported(new Document("d2016.bin", ascii(id, "Record " + n, "C14.004")));
    assertThat(topic(id).path("name").asText()).isEqualTo("Record " + n);
    // What a curator deletes comes back only when it is revised.
    as("curator").delete("/api/v1/topics/" + id).then().statusCode(204);
    imported(new Document("d2017.bin", ascii(id, "Record " + n, "C14.004")));
    as("reader").get("/api/v1/topics/" + id).then().statusCode(404);
  }

  @Test
  void whatDependsOnATopicFollowsAnEditOfItAtOnce() throws Exception {
    String n = freshPmid().substring(3);
    for (Document file : world(n)) {
      imported(file);
    }
    assertThat(topic("C3" + n).path("condition").asBoolean()).isTrue();
    assertThat(topic("C3" + n).path("mappings").toString()).contains("D2" + n);
    assertThat(texts(topic("C3" + n).path("broader"))).containsExactly("D1" + n);
    long others = versions("C4" + n);
    // When a curator moves the finding among the diseases, it is above and no longer related
    ObjectNode finding = topic("D2" + n).deepCopy();
    finding.remove(List.of("parents", "children"));
    finding.putArray("treeNumbers").add("C16.111");
    as("curator").body(finding).put("/api/v1/topics/D2" + n).then().statusCode(200);
    assertThat(texts(topic("C3" + n).path("broader"))).containsExactly("D1" + n, "D2" + n);
    assertThat(topic("C3" + n).path("mappings").toString()).doesNotContain("D2" + n);
    assertThat(versions("C4" + n)).isEqualTo(others);
    // And when he gives a heading the concept's name, it replaces the concept
    finding = topic("D2" + n).deepCopy();
    finding.remove(List.of("parents", "children"));
    finding.put("name", "Concept " + n).remove("naturalName");
    as("curator").body(finding).put("/api/v1/topics/D2" + n).then().statusCode(200);
    assertThat(topic("C3" + n).path("replacedBy").asText()).isEqualTo("D2" + n);
    as("curator").delete("/api/v1/topics/D2" + n).then().statusCode(204);
    assertThat(topic("C3" + n).has("replacedBy")).isFalse();
  }

  private long versions(String id) throws Exception {
    return count(
        "select version & 1099511627775 from outbox_aggregate where type = 'topic' and id = ?", id);
  }

  @Test
  void whatCannotBeReadIsNamedByItsLine() throws Exception {
    String n = freshPmid().substring(3);
    JsonNode job =
        imported(
            new Document("d2014.bin", "*NEWRECORD\nMH = Nameless\n" + ascii("D8" + n, "x", "C14")));
    assertThat(job.path("counts").path("rejected").asInt()).isEqualTo(1);
    as("importer")
        .get("/api/v1/imports/" + job.path("id").asText() + "/outcomes?kind=rejected")
        .then()
        .statusCode(200)
        .body(
            "items[0].reason",
            org.hamcrest.Matchers.containsString("begins at line 1 has no well-formed UI"));
    JsonNode failed = imported(new Document("d.bin", "*NEWRECORD\nMH = a\0b\nUI = D000001\n"));
    assertThat(failed.path("state").asText()).isEqualTo("failed");
    assertThat(failed.path("problem").path("detail").asText()).contains("Line 2");
  }

  private static String ascii(String id, String name, String number) {
    return "*NEWRECORD\nMH = " + name + "\nMN = " + number + "\nUI = " + id + "\n";
  }

  /// A topic without what is allocated once, by whoever came first.
  private static String state(String id) throws Exception {
    Response answer = as("reader").get("/api/v1/topics/" + id);
    if (answer.statusCode() == 404) {
      return id + " none";
    }
    var topic = (com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(answer.asString());
    topic.remove("slug");
    topic.remove("parents");
    return topic.toString();
  }

  private static JsonNode topic(String id) throws Exception {
    Response answer = as("reader").get("/api/v1/topics/" + id);
    assertThat(answer.statusCode()).as(id).isEqualTo(200);
    return JSON.readTree(answer.asString());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static JsonNode imported(Document file) throws Exception {
    Response sent =
        as("importer")
            .contentType("application/octet-stream")
            .body(file.text().getBytes(StandardCharsets.UTF_8))
            .post("/api/v1/imports?name=" + file.name());
    assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(202);
    String path = "/api/v1/imports/" + sent.<String>path("id");
    Set<String> open = Set.of("receiving", "queued", "running");
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> assertThat(as("importer").get(path).<String>path("state")).isNotIn(open));
    return JSON.readTree(as("importer").get(path).asString());
  }
}
