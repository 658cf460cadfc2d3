package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Orders, pages and facets of what is found.
@QuarkusTest
class SearchPagesTest extends Searches {
  /// A word that only this test's citations have.
  private final String mark = "zq" + freshPmid();

  @Test
  void everyOrderWalksAllResultsOnceThoughTheyAreWrittenMeanwhile() throws Exception {
    // Given
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 25; i++) {
      String pmid = freshPmid();
      create(titled(pmid, "Paper " + mark, 1990 + i % 7));
      expected.add("pmid:" + pmid);
    }
    for (String sort : List.of("relevance", "rank", "year", "-year", "added", "-added")) {
      assertThat(walk(mark + "[ti]", "&limit=4&sort=" + sort))
          .as(sort)
          .hasSize(25)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    List<Integer> years = new ArrayList<>();
    search(mark + "[ti]", "&limit=200&sort=year")
        .path("items")
        .forEach(item -> years.add(item.path("citation").path("year").asInt()));
    assertThat(years).isSorted();
    // When others come and go while the pages are walked
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = search(mark + "[ti]", "&limit=4&sort=-year" + cursor);
      page.path("items").forEach(item -> seen.add(item.path("citation").path("id").asText()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
      create(titled(freshPmid(), "Paper " + mark, 1985 + seen.size()));
      String gone = freshPmid();
      create(titled(gone, "Paper " + mark, 1993));
      as("curator").delete("/api/v1/citations/" + gone).then().statusCode(204);
    } while (!cursor.isEmpty());
    // Then
    assertThat(seen).doesNotHaveDuplicates().containsAll(expected);
    assertThat(total(mark + "[ti]")).isGreaterThan(25);
  }

  @Test
  void relevanceSaysWhyAndRetractedRecordsStandLast() throws Exception {
    String inTitle = freshPmid();
    String inAbstract = freshPmid();
    String retracted = freshPmid();
    create(titled(inTitle, "Fever " + mark, 2000));
    create(
        """
        {"title":"Other","identifiers":{"pmid":"%s"},"year":2020,
         "abstract":[{"text":"Fever %s."}]}"""
            .formatted(inAbstract, mark));
    create(
        """
        {"title":"Fever %s","identifiers":{"pmid":"%s"},"year":2024,
         "notices":[{"relation":"RetractionIn","pmid":"7"}]}"""
            .formatted(mark, retracted));
    JsonNode items = search("fever[tiab] AND " + mark + "[tiab]", "").path("items");
    assertThat(items.path(0).path("citation").path("id").asText()).isEqualTo("pmid:" + inTitle);
    assertThat(items.path(1).path("citation").path("id").asText()).isEqualTo("pmid:" + inAbstract);
    assertThat(items.path(2).path("state").asText()).isEqualTo("retracted");
    for (JsonNode item : items) {
      long sum = 0;
      for (JsonNode term : item.path("why").path("terms")) {
        sum += term.path("points").asLong();
      }
      assertThat(item.path("why").path("score").asLong()).isEqualTo(sum);
      assertThat(item.path("line").asText()).isNotEmpty();
      assertThat(item.path("links").path("pubmed").asText()).contains("pubmed");
    }
  }

  @Test
  void facetsAddUpAndEachValueNarrowsToItsCount() throws Exception {
    for (int i = 0; i < 12; i++) {
      create(
          """
          {"title":"Paper %1$s","identifiers":{"pmid":"%2$s"},%3$s
           "journal":{"abbreviation":"Journal %4$d \\"quoted\\""},"languages":["eng"%5$s],
           "publicationTypes":[{"name":"Review"}],
           "headings":[{"id":"D006801","name":"Humans","major":false}]}"""
              .formatted(
                  mark,
                  freshPmid(),
                  i == 0 ? "" : "\"year\":" + (2000 + i % 3) + ",",
                  i % 2,
                  i % 4 == 0 ? ",\"ger\"" : ""));
    }
    JsonNode found = search(mark + "[ti]", "&facets=all&limit=1");
    assertThat(found.path("total").asLong()).isEqualTo(12);
    for (String facet :
        List.of("year", "design", "species", "journal", "state", "kind", "source")) {
      JsonNode counted = found.path("facets").path(facet);
      long sum = counted.path("missing").asLong() + counted.path("other").asLong();
      for (JsonNode value : counted.path("values")) {
        sum += value.path("count").asLong();
        assertThat(total("(" + mark + "[ti]) AND " + value.path("term").asText()))
            .as("%s %s", facet, value)
            .isEqualTo(value.path("count").asLong());
      }
      assertThat(sum).as("%s %s", facet, counted).isEqualTo(12);
    }
    assertThat(found.path("facets").path("year").path("missing").asLong()).isEqualTo(1);
    assertThat(found.path("facets").path("language").path("values").path(1).path("count").asLong())
        .isEqualTo(3);
    JsonNode heading = found.path("facets").path("heading");
    assertThat(heading.path("of").asLong()).isEqualTo(12);
    assertThat(heading.path("values").path(0).path("value").asText()).isEqualTo("D006801");
  }

  @Test
  void clinicalQueriesForTherapyAreFacets() throws Exception {
    String trial = freshPmid();
    String words = freshPmid();
    String aspect = freshPmid();
    String stem = freshPmid();
    String none = freshPmid();
    create(record(trial, "", "{\"name\":\"Randomized Controlled Trial\"}", ""));
    create(record(words, "A randomized and well controlled trial.", "", ""));
    create(record(aspect, "", "", "{\"name\":\"therapeutic use\",\"major\":false}"));
    create(record(stem, "Drawn at random.", "", ""));
    create(record(none, "Nothing of the kind; a clinical matter.", "", ""));
    JsonNode found = search(mark + "[ti]", "&facets=therapy&limit=1");
    assertThat(found.path("total").asLong()).isEqualTo(5);
    JsonNode values = found.path("facets").path("therapy").path("values");
    assertThat(values.findValuesAsText("value")).containsExactly("therapy/broad", "therapy/narrow");
    assertThat(values.path(0).path("count").asLong()).isEqualTo(4);
    assertThat(values.path(1).path("count").asLong()).isEqualTo(2);
    for (JsonNode value : values) {
      assertThat(total("(" + mark + "[ti]) AND " + value.path("term").asText()))
          .isEqualTo(value.path("count").asLong());
    }
    assertThat(pmids(mark + "[ti] AND therapy/narrow[filter]")).containsExactly(trial, words);
    assertThat(pmids(mark + "[ti] AND therapy/sensitive[sb]")).doesNotContain(none);
  }

  private String record(String pmid, String text, String type, String qualifier) {
    return """
        {"title":"Paper %s","identifiers":{"pmid":"%s"},"year":2001,"abstract":[{"text":"%s"}],
         "publicationTypes":[%s],
         "headings":[{"id":"D001249","name":"Asthma","major":false,"qualifiers":[%s]}]}"""
        .formatted(mark, pmid, text.isEmpty() ? "None." : text, type, qualifier);
  }
}
