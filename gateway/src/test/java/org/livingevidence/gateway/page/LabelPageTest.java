package org.livingevidence.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LabelPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text);
  }

  @Test
  void showsSectionsNestedAndTheVersionsWithTheirDifferences() throws JsonProcessingException {
    String page =
        LabelPage.of(
            json(
                """
                {"setId": "a-1", "version": 2, "current": true, "name": "Testa <x>", "jurisdiction": "US",
                 "source": "spl", "effective": "2021-01-01", "drugs": [{"id": "testamab", "name": "testamab"}],
                 "sections": [
                   {"code": "34067-9", "title": "1 Uses", "html": "<p>For gout.</p>", "sections": [
                     {"title": "1.1 Gout", "html": "<p>In adults.</p>"}]},
                   {"code": "34068-7", "html": "<p>Daily.</p>"}]}
                """),
            json(
                """
                {"items": [{"version": 2}, {"version": 1, "effective": "2020-01-01",
                                            "changedWithoutNewVersion": {}}]}
                """));

    assertThat(page)
        .containsSubsequence(
            "<h1>Testa &lt;x&gt;</h1>",
            "version 2 (2021-01-01)",
            "<a href=\"#section-0\">1 Uses</a>",
            "<a href=\"#section-2\">34068-7</a>",
            "<section id=\"section-0\"><h2>1 Uses</h2><p>For gout.</p>",
            "<section id=\"section-1\"><h3>1.1 Gout</h3>",
            "<a href=\"/labels/a-1?version=1\">version 1 (2020-01-01)</a>",
            "<a href=\"/labels/a-1/diff?from=1&amp;to=2\">what differs</a>",
            "changed without a new version");
  }

  @Test
  void showsWhatDiffersWordByWord() throws JsonProcessingException {
    String page =
        LabelDiffPage.of(
            json(
                """
                {"setId": "a-1", "from": {"version": 1}, "to": {"version": 2}, "sameForm": true,
                 "boxedWarning": "added", "changes": [
                   {"effect": "changed", "moved": true, "path": ["1 Uses"], "fromPath": ["2 Uses"],
                    "words": [{"op": "equal", "text": "For"}, {"op": "delete", "text": "<b>"},
                              {"op": "insert", "text": "gout"}]}]}
                """));

    assertThat(page)
        .containsSubsequence(
            "The boxed warning is new.",
            "<h2>1 Uses</h2>",
            "changed, moved, formerly “2 Uses”",
            "For <del>&lt;b&gt;</del> <ins>gout</ins>");
  }
}
