package org.livingevidence.citations.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livingevidence.citations.CitationServiceTest;
import org.livingevidence.citations.SourcesResource;
import org.livingevidence.connect.Connections;
import org.livingevidence.connect.Pace;
import org.livingevidence.connect.Pulse;
import org.livingevidence.imports.Imports;
import org.livingevidence.teststack.SourceServer;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// Releases as PubMed gives them, and as it should not.
@QuarkusTest
class PubmedFilesTest extends CitationServiceTest {
  private static final String ONE = "pubmed26n0001.xml.gz";
  private static final String TWO = "pubmed26n0002.xml.gz";
  private static final String THREE = "pubmed26n0003.xml.gz";

  @Inject ReleaseStore store;
  @Inject RunStore runs;
  @Inject Imports imports;
  @Inject Connections connections;
  @TempDir Path folder;

  private final FakeMirror mirror = new FakeMirror();
  private SourceServer server;

  @BeforeEach
  void start() throws Exception {
    count("with gone as (delete from pubmed_file returning 1) select count(*) from gone");
    count(
        "with gone as (delete from import_job where owner = 'pubmed-files' returning 1)"
            + " select count(*) from gone");
    server = SourcesResource.server();
    server.answer(mirror::answer);
    mirror.put("baseline", ONE, FakeMirror.real("tipplerow__pubmed20n0001.xml.gz"));
    mirror.put("baseline", TWO, FakeMirror.real("net-synergy__pubmed21n1000.xml.gz"));
    mirror.put("updatefiles", THREE, FakeMirror.real("net-synergy__pubmed21n1001.xml.gz"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonPath standing() {
    return as("operator").get("/api/v1/pubmed-files").then().statusCode(200).extract().jsonPath();
  }

  private JsonPath ran(String state) {
    as("operator").post("/api/v1/pubmed-files/runs").then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !runs.read().waiting() && !runs.read().state().equals("running"));
    JsonPath standing = standing();
    assertThat(standing.getString("state")).as(standing.prettify()).isEqualTo(state);
    return standing;
  }

  private static List<String> names() {
    return as("operator").get("/api/v1/pubmed-files/files").jsonPath().getList("items.name");
  }

  private List<String> fetched() {
    return server.asked().stream().map(Asked::name).filter(name -> name.endsWith(".gz")).toList();
  }

  @Test
  void baselineAndUpdatesAreAppliedInTheirOrderAndOnce() {
    // When
    JsonPath standing = ran("up-to-date");

    // Then
    assertThat(standing.getString("statement")).contains("to " + THREE + "; 3 new");
    assertThat(standing.getInt("applied")).isEqualTo(3);
    assertThat(standing.getString("last")).isEqualTo(THREE);
    assertThat(fetched()).containsExactly(ONE, TWO, THREE);
    var files = as("operator").get("/api/v1/pubmed-files/files").jsonPath();
    assertThat(files.getList("items.name")).containsExactly(THREE, TWO, ONE);
    assertThat(files.getList("items.folder"))
        .containsExactly("updatefiles", "baseline", "baseline");
    assertThat(files.getString("items[2].md5"))
        .isEqualTo(FakeMirror.md5(FakeMirror.real("tipplerow__pubmed20n0001.xml.gz")));
    var job = as("operator").get("/api/v1/imports/" + files.getString("items[1].importId"));
    assertThat(job.jsonPath().getString("name")).isEqualTo(TWO);
    assertThat(job.jsonPath().getString("kind")).isEqualTo("pubmed-xml");
    assertThat(job.jsonPath().getInt("records")).isEqualTo(29);

    // When nothing is new, nothing is fetched, not even a checksum
    server.forget();
    ran("up-to-date");
    assertThat(server.asked()).extracting(Asked::name).containsExactly("", "");
  }

  @Test
  void nothingIsAppliedAcrossAGap() {
    mirror.remove("baseline", TWO);
    assertThat(ran("stopped").getString("statement"))
        .contains(TWO + " is missing")
        .contains("lists " + THREE);
    assertThat(names()).containsExactly(ONE);

    as("operator").get("/q/health/group/sources").then().statusCode(503);

    // When it comes
    mirror.put("baseline", TWO, FakeMirror.real("net-synergy__pubmed21n1000.xml.gz"));
    ran("up-to-date");
    assertThat(names()).containsExactly(THREE, TWO, ONE);
    as("operator").get("/q/health/group/sources").then().statusCode(200);
  }

  @Test
  void aFileThatIsNotWhatItsChecksumSaysIsNotImported() throws Exception {
    mirror.put(
        "baseline", TWO, FakeMirror.real("net-synergy__pubmed21n1002.xml.gz"), "a".repeat(32));
    assertThat(ran("stopped").getString("statement"))
        .contains(TWO)
        .contains("where its checksum says " + "a".repeat(32));
    mirror.put(
        "baseline", TWO, "<html>Down for maintenance</html>".getBytes("UTF-8"), "a".repeat(32));
    assertThat(ran("stopped").getString("statement"))
        .contains("gives no compressed file")
        .contains("Down for maintenance");
    mirror.removeChecksum("baseline", TWO);
    assertThat(ran("stopped").getString("statement")).contains("has no checksum");
    assertThat(names()).containsExactly(ONE);
  }

  @Test
  void whatBreaksOffOrIsRefusedForAWhileIsFetchedAgain() {
    int[] n = {0};
    server.answer(
        asked -> {
          Reply good = mirror.answer(asked);
          return switch (n[0]++) {
            case 0 -> Reply.of(503, "busy");
            case 3 -> Reply.of(429, "slowly").with("Retry-After", "0");
            case 5 -> good.brokenOff();
            case 6 -> good.stalled();
            default -> good;
          };
        });
    ran("up-to-date");
    assertThat(names()).hasSize(3);
  }

  @Test
  void aFileThatWasReplacedIsSaidToBeAndAppliedAgain() {
    ran("up-to-date");
    mirror.put("baseline", TWO, FakeMirror.real("net-synergy__pubmed21n1002.xml.gz"));
    server.forget();

    JsonPath standing = ran("up-to-date");

    assertThat(standing.getString("statement")).contains("1 that had been replaced");
    assertThat(fetched()).containsExactly(TWO);
    var files = as("operator").get("/api/v1/pubmed-files/files").jsonPath();
    assertThat(files.getList("items.name")).containsExactly(THREE, TWO, TWO, ONE);
    assertThat(files.getList("items.turn")).containsExactly(1, 2, 1, 1);
    // And a touched file of the same content is not
    mirror.put("baseline", ONE, FakeMirror.real("tipplerow__pubmed20n0001.xml.gz"));
    server.forget();
    ran("up-to-date");
    assertThat(fetched()).isEmpty();
  }

  @Test
  void aNewYearsBaselineIsNoticedWhenTheOldYearIsDone() {
    ran("up-to-date");
    mirror.remove("updatefiles", THREE);
    mirror.remove("baseline", ONE);
    mirror.remove("baseline", TWO);
    mirror.put(
        "baseline", "pubmed27n0001.xml.gz", FakeMirror.real("net-synergy__pubmed21n0001.xml.gz"));
    mirror.put(
        "updatefiles", "pubmed27n0003.xml.gz", FakeMirror.real("tipplerow__pubmed20n0002.xml.gz"));

    assertThat(ran("stopped").getString("statement")).contains("pubmed27n0002.xml.gz is missing");
    assertThat(names()).first().isEqualTo("pubmed27n0001.xml.gz");
  }

  @Test
  void aDeletionOfAnUpdateIsApplied() throws Exception {
    String pmid = freshPmid();
    mirror.put("updatefiles", "pubmed26n0004.xml.gz", document(pmid, "2026-01-11", ""));
    mirror.put(
        "updatefiles",
        "pubmed26n0005.xml.gz",
        document(
            freshPmid(),
            "2026-01-12",
            "<DeleteCitation><PMID Version=\"1\">" + pmid + "</PMID></DeleteCitation>"));
    ran("up-to-date");
    assertThat(count("select count(*) from citation where pmid = ?", pmid)).isZero();
    assertThat(count("select count(*) from source_record where id = ?", "pmid:" + pmid)).isOne();
  }

  private static byte[] document(String pmid, String revised, String more) {
    String[] date = revised.split("-");
    return FakeMirror.gzip(
        """
        <PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM">
        <PMID Version="1">%s</PMID><DateRevised><Year>%s</Year><Month>%s</Month><Day>%s</Day>\
        </DateRevised><Article><Journal><Title>J</Title></Journal>
        <ArticleTitle>A record made for a test %s</ArticleTitle></Article></MedlineCitation>
        </PubmedArticle>%s</PubmedArticleSet>
        """
            .formatted(pmid, date[0], date[1], date[2], pmid, more)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aFileWhoseImportFailsStopsAndIsTriedAgainByAPersonOnly() throws Exception {
    byte[] broken = FakeMirror.gzip("<PubmedArticleSet><PubmedArticle>".getBytes("UTF-8"));
    mirror.put("baseline", TWO, broken);
    assertThat(ran("stopped").getString("statement"))
        .contains(TWO + " is not applied")
        .contains("ended as failed");

    // When it is looked at without anybody asking
    assertThatThrownBy(() -> run(Pulse.QUIET, false).run())
        .isInstanceOf(ReleaseRun.Stopped.class)
        .hasMessageContaining("failed before and is the same");
    // When somebody asks
    ran("stopped");
    assertThat(as("operator").get("/api/v1/pubmed-files/files").jsonPath().getList("items.turn"))
        .containsExactly(2, 1, 1);
    // When it was mended
    mirror.put("baseline", TWO, FakeMirror.real("net-synergy__pubmed21n1000.xml.gz"));
    run(Pulse.QUIET, false).run();
    assertThat(names()).containsExactly(THREE, TWO, TWO, TWO, ONE);
  }

  /// A run as another process has it.
  private ReleaseRun run(Pulse pulse, boolean byPerson) {
    var tools = new ReleaseRun.Tools(store, imports, folder, Duration.ofMillis(5));
    return new ReleaseRun(
        new HttpFiles(connections.client(Pace.of(500))),
        server.uri("/pubmed/"),
        1,
        tools,
        byPerson,
        pulse);
  }

  @Test
  void whatAKilledProcessLeftIsTakenUpWhereItWas() throws Exception {
    class Killed extends RuntimeException {
      private static final long serialVersionUID = 1L;
    }
    // Given one that died when the first file's import was queued, and one before the second's was
    assertThatThrownBy(
            () ->
                run(
                        what -> {
                          if (what.startsWith("Importing")) {
                            throw new Killed();
                          }
                        },
                        true)
                    .run())
        .isInstanceOf(Killed.class);
    assertThat(store.latest().values()).extracting(AppliedFile::state).containsExactly("importing");
    var listed =
        new HttpFiles(connections.client(Pace.of(500)))
            .listAll(server.uri("/pubmed/"), Pulse.QUIET);
    String md5 = FakeMirror.md5(FakeMirror.real("net-synergy__pubmed21n1000.xml.gz"));
    store.fetched(listed.get(1), md5, null);

    // When
    ran("up-to-date");

    // Then each was applied once
    assertThat(names()).containsExactly(THREE, TWO, ONE);
    assertThat(fetched()).containsExactly(ONE, TWO, THREE);
    assertThat(
            count(
                """
                select count(*) from pubmed_file f join import_job j on j.id = f.import_id
                 where j.state = 'finished' and f.state = 'applied'
                """))
        .isEqualTo(3);
  }

  @Test
  void aFolderServesLikeAServer() throws Exception {
    Path offline = folder.resolve("mirror");
    mirror.writeTo(offline);
    var tools = new ReleaseRun.Tools(store, imports, folder, Duration.ofMillis(5));

    String said =
        new ReleaseRun(
                new FolderFiles(),
                ReleaseRunner.base(offline.toString()),
                2,
                tools,
                true,
                Pulse.QUIET)
            .run();

    // From the number that was asked for
    assertThat(said).contains("2 new this time");
    assertThat(names()).containsExactly(THREE, TWO);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void oneProcessIsAtWorkUntilItShowsNoLife() throws Exception {
    Duration long_ = Duration.ofMinutes(5);
    count(
        "with u as (update pubmed_files_run set leased_by = 'one', leased_till = clock_timestamp()"
            + " + interval '5 minutes' returning 1) select count(*) from u");
    runs.ask();
    assertThat(runs.take("other", long_, null)).isEmpty();
    assertThat(runs.renew("one", long_, "working")).isTrue();

    // When it shows none any more
    server.answer(Reply.of(404, ""));
    count(
        "with u as (update pubmed_files_run set leased_till = clock_timestamp() - interval '1 second'"
            + " returning 1) select count(*) from u");

    // Then the service's own takes over
    await().until(() -> runs.read().state().equals("stopped"));
    assertThat(runs.renew("one", long_, "working")).isFalse();
    assertThat(runs.read().statement()).startsWith("No file of PubMed is listed at http://127");
  }
}
