package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The codes of a drug as a section of its page, each with who says so. Codes of products stand by
/// label: of many an RxCUI none is the drug's.
final class CodeSection {
  private final Html html;

  CodeSection(Html html) {
    this.html = html;
  }

  /// @param list the drug-service's answer
  void add(JsonNode list) {
    html.raw("<section id=\"codes\"><h2>Codes</h2>");
    html.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Codes\">");
    html.raw("<table><thead><tr><th>System</th><th>Code</th><th>Of</th><th>Who says so</th>");
    html.raw("</tr></thead><tbody>");
    for (List<JsonNode> together : byLabel(list.path("items"))) {
      row(together);
    }
    html.raw("</tbody></table></div>");
    RegisterSections.more(html, list);
    html.raw("</section>");
  }

  private static Iterable<List<JsonNode>> byLabel(JsonNode codes) {
    Map<List<String>, List<JsonNode>> together = new LinkedHashMap<>();
    for (JsonNode code : codes) {
      String of = code.path("of").asText();
      List<String> key =
          of.equals("substance")
              ? List.of(Integer.toString(together.size()))
              : List.of(code.path("system").asText(), of, code.at("/source/setId").asText());
      together.computeIfAbsent(key, none -> new ArrayList<>()).add(code);
    }
    return together.values();
  }

  private void row(List<JsonNode> codes) {
    JsonNode first = codes.getFirst();
    html.raw("<tr><td>").text(first.path("system").asText()).raw("</td><td>");
    switch (first.path("state").asText()) {
      case "stated" -> {
        html.text(
            String.join(", ", codes.stream().map(code -> code.path("code").asText()).toList()));
        if (first.has("differsFrom")) {
          html.text(" (the drug's record has " + first.path("differsFrom").asText() + ")");
        }
      }
      case "ambiguous" -> ambiguous(first);
      default -> html.text("not stated: " + first.path("why").asText());
    }
    html.raw("</td><td>").text(first.path("of").asText().replace('-', ' ')).raw("</td><td>");
    source(first.path("source"));
    html.raw("</td></tr>");
  }

  private void ambiguous(JsonNode code) {
    html.text("ambiguous");
    if (!code.path("candidates").isEmpty()) {
      html.text(": " + joined(code.path("candidates")));
    }
    if (!code.path("sharedWith").isEmpty()) {
      html.text(", also the code of " + joined(code.path("sharedWith")));
    }
  }

  private void source(JsonNode source) {
    if (source.has("register")) {
      html.text(source.path("register").asText() + ", release ");
      html.text(source.path("release").asText());
      if (!source.path("inNewestRelease").asBoolean(true)) {
        html.text(", no longer in the newest");
      }
    } else if (source.has("setId")) {
      String setId = source.path("setId").asText();
      html.link(LabelPage.path(setId), source.path("name").asText(setId));
    } else if (source.path("kind").asText().equals("curated")) {
      html.text("entered by a curator");
    } else {
      html.text(source.path("kind").asText());
    }
  }

  private static String joined(JsonNode values) {
    return String.join(", ", values.valueStream().map(JsonNode::asText).toList());
  }
}
