package org.livingevidence.citations.search;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// What is said of queries that cannot be answered.
@QuarkusTest
class SearchRefusalsTest extends Searches {
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
}
