package org.livingevidence.citations.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CitationSearchTest extends Searches {
  /// A word that only this test's citations have.
  private final String mark = "zq" + freshPmid();

  @Inject SearchFill fill;

  @Test
  void eachTagFindsWhatItNames() throws Exception {
    String pmid = freshPmid();
    String other = freshPmid();
    String doi = "10.1234/" + mark;
    create(
        """
        {"title":"Anakinra calms the naïve IL-1β storm %1$s","identifiers":{"pmid":"%2$s",
          "pmcid":"PMC%2$s","doi":"%3$s"},
         "authors":[{"family":"van de Veerdonk","given":"Frank L","initials":"FL"},
                    {"family":"Smith","initials":"JA"},{"collective":"The Fever Group"},
                    {"family":"Last","given":"Maria"}],
         "journal":{"title":"The Netherlands journal of medicine","abbreviation":"Neth J Med",
                    "issn":["0300-2977"],"nlmId":"0356133"},
         "volume":"69","issue":"3","pages":"95-9","published":"2011-03-15","year":2011,
         "languages":["eng"],
         "abstract":[{"label":"BACKGROUND","text":"Heart attack prevention in children."},
                     {"label":"CONCLUSION","text":"Randomised controlled treatment works."}],
         "publicationTypes":[{"id":"D016449","name":"Randomized Controlled Trial"}],
         "headings":[{"id":"D006801","name":"Humans","major":false},
                     {"id":"D001249","name":"Asthma","major":false,"qualifiers":
                       [{"name":"drug therapy","major":true}]},
                     {"id":"D000818","name":"Animals","major":false}],
         "substances":[{"id":"D053590","name":"Interleukin 1 Receptor Antagonist Protein",
                        "registryNumber":"9013DUQ28K"}],
         "keywords":["autoinflammation syndrome"],
         "registrations":[{"registry":"ClinicalTrials.gov","id":"NCT01234567"}]}"""
            .formatted(mark, pmid, doi));
    create(
        """
        {"title":"Something else %1$s","identifiers":{"pmid":"%2$s"},"year":1999,
         "languages":["ger"],"publicationTypes":[{"name":"Review"}]}"""
            .formatted(mark, other));
    SoftAssertions softly = new SoftAssertions();
    for (String query :
        List.of(
            "anakinra[ti]",
            "anakinra[Title]",
            "il-1beta[ti]",
            "\"naive il-1β storm\"[tiab]",
            "autoinflammation[tiab]",
            "autoinflammation syndrome[ot]",
            "children[ab]",
            "\"heart attack\"[tiab]",
            "heart attack[tiab]",
            "randomi*[tiab]",
            "chil*[ab]",
            "\"controlled treat*\"[tiab]",
            "\"attack children\"[tiab:~2]",
            "\"children attack\"[Title/Abstract:~2]",
            "asthma[tw]",
            "protein[tw]",
            "netherlands[all]",
            "van de veerdonk fl[au]",
            "van de veerdonk f[au]",
            "\"van de veerdonk fl\"[au]",
            "van de veerdonk[au]",
            "smith j[au]",
            "smith[au]",
            "van de veerdonk[1au]",
            "last m[lastau]",
            "last maria[fau]",
            "Maria Last[fau]",
            "the fever group[cn]",
            "fever group[cn]",
            "neth j med[ta]",
            "The Netherlands journal of medicine[journal]",
            "0300-2977[ta]",
            "0300-2977[is]",
            "69[vi]",
            "3[ip]",
            "95[pg]",
            "2011[dp]",
            "2011/03[dp]",
            "2011/03/15[dp]",
            "2010:2012[dp]",
            "2011/03/10:2011/03/20[dp]",
            "\"2011\"[dp] : \"3000\"[dp]",
            "randomized controlled trial[pt]",
            "clinical trial[pt]",
            "asthma[mh]",
            "asthma[mh:noexp]",
            "D001249[mh]",
            "asthma[majr]",
            "asthma/drug therapy[mh]",
            "asthma/dt[mh]",
            "asthma/therapy[mh]",
            "asthma/drug therapy[majr]",
            "drug therapy[sh]",
            "therapy[sh]",
            "drug therapy[sh:noexp]",
            "Interleukin 1 Receptor Antagonist Protein[nm]",
            "D053590[nm]",
            "9013DUQ28K[rn]",
            "english[la]",
            "eng[la]",
            pmid + "[pmid]",
            pmid + "[uid]",
            "PMC" + pmid + "[pmc]",
            pmid + "[pmcid]",
            doi + "[doi]",
            doi + "[aid]",
            doi.toUpperCase(Locale.ROOT) + "[doi]",
            "NCT01234567[si]",
            "ClinicalTrials.gov/NCT01234567[si]",
            "randomized-trial[design]",
            "human[species]",
            "current[state]",
            "article[kind]",
            "curated[source]",
            "hasabstract",
            "hasabstract[filter]",
            "humans[filter]",
            "therapy/narrow[filter]",
            "Therapy/Broad[filter]",
            "human[filter]",
            "all[sb]",
            pmid,
            doi,
            "PMC" + pmid)) {
      Set<String> found = pmids("(" + query + ") AND " + mark + "[ti]");
      softly.assertThat(found).as(query).contains(pmid);
      if (!query.matches("(all|current|article|curated).*")) {
        softly.assertThat(found).as(query).doesNotContain(other);
      }
    }
    for (String query :
        List.of(
            "anakinra[ab]",
            "children[ti]",
            "calm[ti]",
            "\"anakinra storm\"[ti]",
            "\"storm heart\"[tiab]",
            "\"smith j\"[au]",
            "smith jb[au]",
            "smith[1au]",
            "therapy[sh:noexp]",
            "asthma/surgery[mh]",
            "humans[majr]",
            "2012:3000[dp]",
            "2011/04[dp]",
            "review[pt]",
            "ger[la]",
            "1[vi]",
            "animal[species]",
            "preprint[kind]",
            "\"attack children\"[tiab:~0]",
            "autoinflammation[ti]",
            "autoinflammation[ab]")) {
      softly
          .assertThat(pmids("(" + query + ") AND " + mark + "[ti]"))
          .as(query)
          .doesNotContain(pmid);
    }
    softly.assertAll();
  }

  @Test
  void narrowerHeadingsAreFoundUnlessTheTagSaysNoAndNothingIsIndexedAgain() throws Exception {
    // Given
    String above = "D" + freshPmid();
    String below = "D" + freshPmid();
    String number = freshPmid();
    String tree = "G97." + number.substring(3, 6) + "." + number.substring(6);
    String pmid = freshPmid();
    create(indexed(pmid, below, "Lower " + mark));
    topic(above, "Disease, Upper " + mark, "upper entry " + mark, tree);
    assertThat(pmids(above + "[mh]")).isEmpty();
    // When the narrower heading gets its place
    topic(below, "Lower " + mark, "lower entry " + mark, tree + ".100");
    // Then
    assertThat(pmids(above + "[mh]")).containsExactly(pmid);
    assertThat(pmids("\"Disease, Upper " + mark + "\"[mh]")).containsExactly(pmid);
    assertThat(pmids("upper entry " + mark + "[mh]")).containsExactly(pmid);
    assertThat(pmids(above + "[mh:noexp]")).isEmpty();
    assertThat(pmids(below + "[mh:noexp]")).containsExactly(pmid);
    assertThat(pmids(above + "[majr]")).containsExactly(pmid);
    assertThat(pmids(above + "[majr:noexp]")).isEmpty();
    JsonNode tree1 = search(above + "[mh]", "").path("translation").path("tree");
    assertThat(tree1.path("id").asText()).isEqualTo(above);
    assertThat(tree1.path("narrower").asInt()).isEqualTo(1);
    // And without a tag it is mapped, which is said
    JsonNode mapped = search("upper entry " + mark, "&counts=true");
    assertThat(mapped.path("total").asInt()).isEqualTo(1);
    assertThat(mapped.path("translation").path("text").asText())
        .contains("\"disease, upper " + mark + "\"[MeSH Terms] OR ")
        .contains("[All Fields]");
    assertThat(mapped.path("translation").path("tree").path("operator").asText()).isEqualTo("OR");
    assertThat(mapped.path("translation").path("tree").path("parts").path(0).path("count").asLong())
        .isEqualTo(1);
  }

  @Test
  void aNameThatCouldMeanSeveralIsNotMappedAndTheChoicesAreNamed() throws Exception {
    String one = "D" + freshPmid();
    String two = "D" + freshPmid();
    topic(one, "First " + mark, "double " + mark);
    topic(two, "Second " + mark, "double " + mark);
    JsonNode translation = search("double " + mark, "").path("translation");
    assertThat(translation.path("text").asText()).doesNotContain("MeSH");
    assertThat(translation.path("notes").path(0).path("text").asText()).contains(one, two);
  }

  @Test
  void untaggedWordsAreJournalsAndAuthorsToo() throws Exception {
    String pmid = freshPmid();
    create(
        """
        {"title":"Paper %1$s","identifiers":{"pmid":"%2$s"},"year":2001,
         "authors":[{"family":"Q%1$s","initials":"AB"}],"journal":{"abbreviation":"J %1$s"}}"""
            .formatted(mark, pmid));
    JsonNode author = search("q" + mark + " a", "");
    assertThat(author.path("translation").path("text").asText())
        .isEqualTo("\"q" + mark + " a\"[Author]");
    assertThat(author.path("total").asInt()).isEqualTo(1);
    JsonNode journal = search("j " + mark + " of the paper", "");
    assertThat(journal.path("translation").path("text").asText())
        .startsWith("(\"j " + mark + "\"[Journal] OR ")
        .endsWith(") AND \"paper\"[All Fields]");
    assertThat(journal.path("total").asInt()).isEqualTo(1);
    assertThat(journal.path("translation").path("notes").path(0).path("text").asText())
        .contains("of, the");
  }

  @Test
  void operatorsAreTakenFromLeftToRight() throws Exception {
    String a = freshPmid();
    String b = freshPmid();
    String c = freshPmid();
    create(titled(a, "Alpha gamma " + mark, 2000));
    create(titled(b, "Beta " + mark, 2001));
    create(titled(c, "Alpha beta " + mark, 2002));
    String scope = mark + "[ti] AND ";
    assertThat(pmids(scope + "(alpha[ti] OR beta[ti] AND gamma[ti])")).containsExactly(a);
    assertThat(pmids(scope + "(alpha[ti] OR (beta[ti] AND gamma[ti]))")).containsExactly(a, c);
    assertThat(pmids(scope + "(alpha[ti] NOT beta[ti] OR beta[ti])")).containsExactly(a, b, c);
    assertThat(pmids(scope + "alpha[ti] NOT beta[ti]")).containsExactly(a);
    assertThat(pmids(scope + "(NOT beta[ti])")).containsExactly(a);
    assertThat(pmids(scope + "(2001[dp] OR gamma[ti])")).containsExactly(a, b);
    assertThat(pmids(scope + "NOT 2001[dp]")).containsExactly(a, c);
    assertThat(pmids(scope + "(NOT 2001[dp] NOT gamma[ti])")).containsExactly(c);
  }

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
  void whatIsWrongIsNamedWithItsPlace() {
    ask("asthma AND (child", "")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("position", equalTo(11))
        .body("errors.field", hasItem("q"))
        .body("detail", containsString("character 12"));
    ask("asthma[nope]", "").then().statusCode(400).body("position", equalTo(6));
    ask("ast*[ti]", "").then().statusCode(400).body("detail", containsString("4 letters"));
    ask("20x0[dp]", "").then().statusCode(400).body("detail", containsString("2010/03"));
    ask("asthma/nonsense[mh]", "").then().statusCode(400);
    ask("nonsense[filter]", "")
        .then()
        .statusCode(400)
        .body("detail", containsString("therapy/broad"));
    ask("nonsense[design]", "").then().statusCode(400).body("detail", containsString("guideline"));
    ask("a", "&sort=loud").then().statusCode(400).body("errors.field", hasItem("sort"));
    ask("a", "&facets=loud").then().statusCode(400).body("errors.field", hasItem("facets"));
    ask("a", "&limit=0").then().statusCode(400);
    ask("a", "&cursor=bm8").then().statusCode(400).body("errors.field", hasItem("cursor"));
  }

  @Test
  void hostileQueriesAreAnsweredOrRefusedAndNeverAFault() {
    List<String> hostile = new ArrayList<>();
    for (String text :
        List.of(
            "'; drop table citation; --",
            "\\",
            "'",
            "''",
            "a'b\\c",
            "a:*",
            "a & b | !c",
            "<->",
            "a <-> b",
            ":*",
            "!",
            "&",
            "%",
            "_",
            "$$",
            "?",
            "?::text",
            "{}",
            "a:b:c",
            "\\'; --",
            "*",
            "****",
            "asthma*'",
            "😀",
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\uffff",
            "''::tsquery",
            "病気",
            "İ",
            "ﬀ",
            "́",
            "-",
            "--",
            "/*",
            "*/",
            "a/b/c",
            "(((((",
            "\"\"",
            "[]",
            "a[]")) {
      hostile.add(text);
      for (String tag :
          List.of(
              "ti", "tiab", "au", "ta", "mh", "majr", "sh", "pt", "nm", "dp", "la", "pmid", "doi",
              "cn", "si", "filter", "design", "source", "fau", "vi", "pg", "tiab:~3")) {
        hostile.add(text + "[" + tag + "]");
        hostile.add("\"" + text + "\"[" + tag + "]");
      }
    }
    hostile.add("a ".repeat(5_000));
    hostile.add("(".repeat(5_000));
    hostile.add("a OR b AND ".repeat(90) + "c");
    hostile.add("a OR b AND ".repeat(450) + "c");
    hostile.add("(".repeat(49) + "a OR b AND c NOT 2010[dp]" + ")".repeat(49));
    hostile.add("x".repeat(15_000));
    SoftAssertions softly = new SoftAssertions();
    for (String query : hostile) {
      softly
          .assertThat(ask(query, "&facets=all&counts=true&limit=5").statusCode())
          .as(query.length() > 100 ? query.substring(0, 100) : query)
          .isIn(200, 400);
    }
    softly.assertThat(ask("x".repeat(1_000_000), "").statusCode()).isBetween(400, 499);
    softly.assertAll();
  }

  @Test
  void whatWasStoredBeforeIsIndexedAlike() throws Exception {
    // Given
    for (int i = 0; i < 5; i++) {
      create(titled(freshPmid(), "Paper " + mark, 2000 + i));
    }
    long before = count(ENTRIES, mark);
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from citation_search");
      statement.executeUpdate("update search_fill set after_id = '', done = false");
    }
    JsonNode meanwhile = search(mark + "[ti]", "");
    assertThat(meanwhile.path("filling").asBoolean()).isTrue();
    // When
    while (fill.chunk()) {
      // Until all is done.
    }
    // Then
    JsonNode found = search(mark + "[ti]", "");
    assertThat(found.path("total").asInt()).isEqualTo(5);
    assertThat(found.has("filling")).isFalse();
    assertThat(count(ENTRIES, mark)).isEqualTo(before);
  }

  private static final String ENTRIES =
      """
      select (sum(hashtextextended((s.id, s.published_on, s.score, s.types, s.terms)::text, 7))
              % 1000000007)::bigint
        from citation_search s
       where s.terms @@ plainto_tsquery('simple', ?)
      """;

  private static String titled(String pmid, String title, int year) {
    return """
        {"title":"%s","identifiers":{"pmid":"%s"},"year":%d}"""
        .formatted(title, pmid, year);
  }

  private static String indexed(String pmid, String heading, String name) {
    return """
        {"title":"Paper","identifiers":{"pmid":"%s"},"year":2001,
         "headings":[{"id":"%s","name":"%s","major":true}]}"""
        .formatted(pmid, heading, name);
  }
}
