package org.livingevidence.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.livingevidence.imports.ImportClient.accepted;
import static org.livingevidence.imports.ImportClient.as;
import static org.livingevidence.imports.ImportClient.ended;
import static org.livingevidence.imports.ImportClient.gzip;
import static org.livingevidence.imports.ImportClient.importer;
import static org.livingevidence.imports.ImportClient.job;
import static org.livingevidence.imports.ImportClient.lines;
import static org.livingevidence.imports.ImportClient.send;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.LocalStackResource;

/// An import as its sender sees it (I4, I7).
@QuarkusTest
@WithTestResource(value = LocalStackResource.class, scope = TestResourceScope.GLOBAL)
class ImportsTest {
  @Inject Rows rows;

  @Test
  void everyRecordHasItsOutcome() {
    // Given a file with a line that says nothing
    String file = lines("every", 23, "one") + "silent\n";

    // When
    String id = accepted(send(file));

    // Then
    var job = ended(id, "finished");
    assertThat(job.getLong("counts.created")).isEqualTo(23);
    assertThat(job.getLong("counts.rejected")).isEqualTo(1);
    assertThat(job.getLong("records")).isEqualTo(24);
    assertThat(job.getLong("bytesRead")).isEqualTo(job.getLong("bytes"));
    var rejected = importer().get("/api/v1/imports/" + id + "/outcomes?kind=rejected").jsonPath();
    assertThat(rejected.getString("items[0].record")).isEqualTo("silent");
    assertThat(rejected.getString("items[0].reason")).isEqualTo("the line has no value");
    assertThat(rejected.getLong("total")).isEqualTo(1);
  }

  @Test
  void outcomesArePagedInTheOrderOfTheFile() {
    String id = accepted(send(lines("paged", 25, "one")));
    ended(id, "finished");

    // When
    var positions = new ArrayList<Integer>();
    String cursor = "0";
    while (cursor != null) {
      var page =
          importer()
              .get("/api/v1/imports/" + id + "/outcomes?limit=10&cursor=" + cursor)
              .jsonPath();
      positions.addAll(page.getList("items.position", Integer.class));
      cursor = page.getString("next");
    }

    // Then
    assertThat(positions).hasSize(25).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void theSecondImportOfAFileChangesNothingAndEmitsNothing() {
    String file = lines("again", 30, "one");
    ended(accepted(send(file)), "finished");
    long emitted = rows.number("select count(*) from outbox");

    // When
    var second = ended(accepted(send(gzip(file))), "finished");

    // Then
    assertThat(second.getLong("counts.unchanged")).isEqualTo(30);
    assertThat(rows.number("select count(*) from outbox")).isEqualTo(emitted);
  }

  @Test
  void theBodyIsDurableWhenItIsAccepted() {
    byte[] body = new byte[3_500_000];
    Arrays.fill(body, (byte) '\n');
    byte[] mark = (LineIntake.MARK + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    System.arraycopy(mark, 0, body, 0, mark.length);
    Arrays.fill(body, mark.length, body.length - 1, (byte) 'x');

    // When
    String id = accepted(send(body));

    // Then
    assertThat(
            rows.number(
                """
                select sum(length(data)) from import_spool
                join import_job on number = job where id = ?
                """,
                id))
        .isEqualTo(body.length);
    ended(id, "finished");
  }

  @Test
  void aKeyWithTheSameBodyIsTheSameImport() {
    byte[] body = lines("key", 5, "one").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String first = accepted(withKey("key-1", body));

    // When
    var second = withKey("key-1", body);
    var other =
        withKey(
            "key-1", lines("other", 5, "one").getBytes(java.nio.charset.StandardCharsets.UTF_8));

    // Then
    assertThat(accepted(second)).isEqualTo(first);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.contentType()).startsWith("application/problem+json");
    assertThat(other.jsonPath().getString("errors[0].field")).isEqualTo("Idempotency-Key");
  }

  @Test
  void concurrentRequestsWithOneKeyAreOneImport() throws Exception {
    byte[] body = lines("concurrent", 50, "one").getBytes(java.nio.charset.StandardCharsets.UTF_8);

    // When
    var ids = new HashSet<String>();
    try (var threads = Executors.newFixedThreadPool(6)) {
      Callable<String> send = () -> accepted(withKey("key-2", body));
      for (var answer : threads.invokeAll(List.of(send, send, send, send, send, send))) {
        ids.add(answer.get());
      }
    }

    // Then
    assertThat(ids).hasSize(1);
    ended(ids.iterator().next(), "finished");
    assertThat(rows.number("select count(*) from import_job where state = 'receiving'")).isZero();
  }

  private static Response withKey(String key, byte[] body) {
    return importer()
        .header("Idempotency-Key", key)
        .contentType("application/octet-stream")
        .body(body)
        .post("/api/v1/imports");
  }

  @Test
  void aGzipThatBreaksOffKeepsItsWholeChunksAndSaysSo() {
    byte[] whole = gzip(manyLines("broken", 2000));

    // When
    String id = accepted(send(Arrays.copyOf(whole, whole.length / 2)));

    // Then
    var job = ended(id, "failed");
    assertThat(job.getString("problem.type")).endsWith("truncated-gzip");
    assertThat(job.getString("problem.detail")).contains("breaks off");
    long applied = job.getLong("counts.created");
    assertThat(applied).isPositive().isLessThan(2000);
    assertThat(applied % 10).isZero();
    assertThat(job.getLong("problem.appliedTo")).isEqualTo(applied);
    assertThat(rows.number("select count(*) from line where id like 'broken%'")).isEqualTo(applied);
  }

  /// Values that do not compress to nothing.
  private static String manyLines(String prefix, int n) {
    var random = new java.util.Random(7);
    var text = new StringBuilder(LineIntake.MARK).append('\n');
    for (int i = 1; i <= n; i++) {
      text.append(prefix)
          .append(i)
          .append(' ')
          .append(Long.toHexString(random.nextLong()))
          .append('\n');
    }
    return text.toString();
  }

  @Test
  void membersOfAGzipAreOneFile() {
    byte[] first = gzip(lines("member-a", 12, "one"));
    byte[] second = gzip("member-b one\n");
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);

    assertThat(ended(accepted(send(both)), "finished").getLong("counts.created")).isEqualTo(13);
  }

  @Test
  void aBombIsRefused() {
    // Given 64 MB of one letter
    byte[] bomb = new byte[64 << 20];
    Arrays.fill(bomb, (byte) 'a');
    bomb[0] = '#';

    // When
    var sent =
        importer()
            .contentType("application/octet-stream")
            .body(gzip(bomb))
            .post("/api/v1/imports?kind=lines");

    // Then
    var job = ended(accepted(sent), "failed");
    assertThat(job.getString("problem.type")).endsWith("unpacks-too-large");
    assertThat(job.getLong("records")).isZero();
  }

  @Test
  void aMalformedFileFailsWithItsPlace() {
    String id = accepted(send(lines("malformed", 15, "one") + "malformed\n"));

    var job = ended(id, "failed");
    assertThat(job.getLong("counts.created")).isEqualTo(10);
    assertThat(job.getLong("problem.line")).isEqualTo(17);
    assertThat(job.getString("problem.type")).endsWith("malformed-file");
  }

  @Test
  void aPoisonousRecordIsRejectedAloneAndItsInnardsStayInTheLog() {
    String id =
        accepted(
            send(lines("poison", 25, "one") + "bad poison\nworse refused-by-database\nfine one\n"));

    var job = ended(id, "finished");
    assertThat(job.getLong("counts.created")).isEqualTo(26);
    assertThat(job.getLong("counts.rejected")).isEqualTo(2);
    var rejected = importer().get("/api/v1/imports/" + id + "/outcomes?kind=rejected");
    assertThat(rejected.jsonPath().getList("items.record")).containsExactly("bad", "worse");
    assertThat(rejected.asString()).doesNotContain("org.example").contains("database refuses");
  }

  @Test
  void aDeadlockIsRepeatedNotRejected() {
    LineIntake.DEADLOCKS.set(3);

    var job = ended(accepted(send(lines("deadlock", 5, "one") + "dead deadlock\n")), "finished");

    assertThat(job.getLong("counts.created")).isEqualTo(6);
    assertThat(LineIntake.DEADLOCKS.get()).isNegative();
  }

  @Test
  void aCancelledImportKeepsWholeChunks() {
    var gate = Gate.set();
    String id = accepted(send(lines("cancel", 15, "one") + "g gate\n" + "after one\n".repeat(20)));
    gate.awaitReached();

    // When
    importer().post("/api/v1/imports/" + id + "/cancellation").then().statusCode(202);
    gate.open();

    // Then
    var job = ended(id, "cancelled");
    assertThat(job.getLong("records")).isEqualTo(20);
    assertThat(importer().post("/api/v1/imports/" + id + "/cancellation").statusCode())
        .isEqualTo(409);
  }

  @Test
  void aFullOutboxPausesAnImportAndSaysWhy() {
    rows.execute("delete from outbox");
    rows.execute(
        """
        insert into outbox (type, aggregate_id, version, kind, changed_paths, lane)
        select 'filler', n::text, 1, 'changed', '{}', 1 from generate_series(1, 5000) n
        """);
    String id = accepted(send(lines("pause", 15, "one")));
    Awaitility.await()
        .untilAsserted(() -> assertThat(job(id).getString("waiting")).contains("outbox"));
    assertThat(job(id).getLong("records")).isZero();

    // When
    rows.execute("delete from outbox where type = 'filler'");

    // Then
    assertThat(ended(id, "finished").getLong("counts.created")).isEqualTo(15);
  }

  @Test
  void progressIsStreamedToItsEnd() {
    String id = accepted(send(lines("stream", 40, "one")));

    String events = importer().accept("text/event-stream").get("/api/v1/imports/" + id).asString();

    assertThat(events).contains("event:finished").contains("\"created\":40");
  }

  @Test
  void anImporterSeesItsOwnImportsAnOperatorAll() {
    String id = accepted(send(lines("own", 1, "one")));
    ended(id, "finished");

    for (String path : List.of("", "/outcomes")) {
      as("other", "importer").get("/api/v1/imports/" + id + path).then().statusCode(404);
      as("olga", "operator").get("/api/v1/imports/" + id + path).then().statusCode(200);
    }
    as("other", "importer").post("/api/v1/imports/" + id + "/cancellation").then().statusCode(404);
    assertThat(as("other", "importer").get("/api/v1/imports").jsonPath().getLong("total")).isZero();
    assertThat(as("ada", "admin").get("/api/v1/imports?limit=1").jsonPath().getString("next"))
        .isNotNull();
  }

  @Test
  void whatCannotBeImportedIsRefusedWithTheReason() {
    var unknownFile = send("no mark");
    assertThat(unknownFile.statusCode()).isEqualTo(422);
    assertThat(unknownFile.jsonPath().getString("detail")).contains("lines");
    assertThat(unknownFile.jsonPath().getString("instance")).isEqualTo("/api/v1/imports");

    var unknownKind =
        importer().contentType("text/plain").body("x").post("/api/v1/imports?kind=nothing");
    assertThat(unknownKind.statusCode()).isEqualTo(400);
    assertThat(unknownKind.jsonPath().getString("errors[0].field")).isEqualTo("kind");

    assertThat(importer().post("/api/v1/imports").statusCode()).isEqualTo(400);
    assertThat(send(new byte[9 << 20]).statusCode()).isEqualTo(413);
    assertThat(importer().get("/api/v1/imports/t-none").statusCode()).isEqualTo(404);
    assertThat(importer().get("/api/v1/imports?limit=0").statusCode()).isEqualTo(400);
    assertThat(rows.number("select count(*) from import_job where state = 'receiving'")).isZero();
  }
}
