package org.livingevidence.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a view costs more the more publications its condition has: three conditions of its own
/// making, with 0, with 1 and with many generated citations, read in turn. Each is read once after
/// its topic changed, which renders it, and once more, which does not.
final class GrowthBench {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final StackClient stack;

  GrowthBench(StackClient stack) {
    this.stack = stack;
  }

  /// One condition's figures.
  ///
  /// @param total what its view says in the end, which must be `citations`
  record Measured(
      int citations, Latencies rendered, Latencies cached, Latencies page, long total) {}

  /// @param run tells the topics and citations of this run from those of others, below 400,000
  /// @return the conditions with 0, 1 and `many` citations
  List<Measured> run(long run, int many, int rounds) throws Exception {
    int[] counts = {0, 1, many};
    String[] ids = new String[counts.length];
    for (int i = 0; i < counts.length; i++) {
      ids[i] = "D98" + String.format("%06d", run) + i;
      stack.send("POST", "/api/v1/topics", topic(run, ids[i], i, "as made"), Map.of());
    }
    long first = 500_000_000 + run * 1_000;
    load(first, 1, ids[1]);
    load(first + 1, many, ids[2]);
    for (int i = 0; i < counts.length; i++) {
      awaitTotal(ids[i], counts[i]);
    }
    long[][] rendered = new long[counts.length][rounds];
    long[][] cached = new long[counts.length][rounds];
    long[][] page = new long[counts.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < counts.length; turn++) {
        int i = (turn + round) % counts.length;
        String view = "/api/v1/conditions/" + ids[i];
        String event =
            stack
                .send(
                    "PUT",
                    "/api/v1/topics/" + ids[i],
                    topic(run, ids[i], i, "round " + round),
                    Map.of())
                .headers()
                .firstValue("Evidence-Version")
                .orElseThrow();
        // Answers once the gateway holds the change, and renders nothing.
        stack.send("GET", view + "/freshness", null, Map.of("Evidence-Version", event));
        rendered[i][round] = stack.timed(view);
        cached[i][round] = stack.timed(view);
        page[i][round] = stack.timed(view + "/citations?limit=20");
      }
    }
    Measured[] result = new Measured[counts.length];
    for (int i = 0; i < counts.length; i++) {
      result[i] =
          new Measured(
              counts[i],
              new Latencies(rendered[i]),
              new Latencies(cached[i]),
              new Latencies(page[i]),
              total(ids[i]));
    }
    return List.of(result);
  }

  private static JsonNode topic(long run, String id, int which, String summary) {
    Map<String, Object> topic = new TreeMap<>();
    topic.put("id", id);
    topic.put("scheme", "mesh");
    topic.put("kind", "descriptor");
    topic.put("name", "Benchmark condition " + run + " " + which);
    topic.put("summary", summary);
    topic.put(
        "treeNumbers", List.of("C%02d.%03d.%03d".formatted(90 + which, run / 1000, run % 1000)));
    return JSON.valueToTree(topic);
  }

  private void load(long firstPmid, int count, String headingId) throws Exception {
    Path file = Files.createTempFile("bench-", ".xml");
    try {
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write("<PubmedArticleSet>\n");
        for (int i = 0; i < count; i++) {
          out.write(record(firstPmid + i, i, headingId));
        }
        out.write("</PubmedArticleSet>\n");
      }
      stack.importFile(file);
    } finally {
      Files.delete(file);
    }
  }

  private static String record(long pmid, int i, String headingId) {
    return """
        <PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">%d</PMID>
        <DateRevised><Year>2026</Year><Month>01</Month><Day>02</Day></DateRevised>
        <Article PubModel="Print"><Journal><JournalIssue><Volume>%d</Volume>
        <PubDate><Year>%d</Year></PubDate></JournalIssue><Title>Journal of Benchmarks</Title>
        <ISOAbbreviation>J Bench</ISOAbbreviation></Journal>
        <ArticleTitle>Generated record %d.</ArticleTitle>
        <Abstract><AbstractText>Nothing was studied. Nothing was found.</AbstractText></Abstract>
        <AuthorList CompleteYN="Y"><Author><LastName>Author%d</LastName><Initials>A</Initials>
        </Author></AuthorList><Language>eng</Language><PublicationTypeList>
        <PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList>
        </Article><MeshHeadingList><MeshHeading>
        <DescriptorName UI="%s" MajorTopicYN="Y">Benchmark</DescriptorName></MeshHeading>
        </MeshHeadingList></MedlineCitation></PubmedArticle>
        """
        .formatted(pmid, 1 + i % 90, 1960 + i % 66, i, i, headingId);
  }

  private void awaitTotal(String id, int count) throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (total(id) != count) {
      if (System.nanoTime() > giveUp) {
        throw new IOException(id + " shows " + total(id) + " citations instead of " + count);
      }
      Thread.sleep(500);
    }
  }

  private long total(String id) throws Exception {
    return stack.publicationsOf(id);
  }
}
