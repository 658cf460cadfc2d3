package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What differs between two versions of a label, as a page.
final class LabelDiffPage {
  private static final Map<String, String> BOXED =
      Map.of(
          "added", "The boxed warning is new.",
          "removed", "The boxed warning is gone.",
          "changed", "The boxed warning changed.",
          "unchanged", "The boxed warning is the same.",
          "none", "Neither has a boxed warning.");

  private final Html html = new Html();
  private final JsonNode diff;

  private LabelDiffPage(JsonNode diff) {
    this.diff = diff;
  }

  /// @param diff the JSON of `GET /api/v1/labels/{setId}/versions/{version}/diff`
  static String of(JsonNode diff) {
    return new LabelDiffPage(diff).page();
  }

  private String page() {
    String title =
        "What differs: "
            + LabelPage.version(diff.path("from"))
            + " to "
            + LabelPage.version(diff.path("to"));
    html.raw("<article class=\"label\">").element("h1", title).raw("<p class=\"meta\">");
    html.link(LabelPage.path(diff.path("setId").asText()), "the label").raw("</p><p>");
    html.text(BOXED.getOrDefault(diff.path("boxedWarning").asText(), "")).raw("</p>");
    if (!diff.path("sameForm").asBoolean()) {
      html.element(
          "p",
          "The two were read from sources that cut a label into sections differently: part of what"
              + " differs is the cutting.");
    }
    if (diff.path("changes").isEmpty()) {
      html.element("p", "Nothing differs.");
    }
    diff.path("changes").forEach(this::change);
    return Html.page(title, html.raw("</article>").toString());
  }

  private void change(JsonNode change) {
    html.raw("<section><h2>").text(path(change.path("path"))).raw("</h2><p class=\"meta\">");
    html.text(String.join(", ", effects(change))).raw("</p>");
    runs(change.path("words"), "");
    runs(change.path("highlight"), "In the highlights: ");
    html.raw("</section>");
  }

  private static List<String> effects(JsonNode change) {
    List<String> effects = new ArrayList<>();
    String effect = change.path("effect").asText();
    if (!effect.equals("unchanged")) {
      effects.add(effect);
    }
    if (change.path("moved").asBoolean()) {
      effects.add("moved");
    }
    if (change.path("renamed").asBoolean()) {
      effects.add("renamed");
    }
    if (change.has("fromPath")) {
      effects.add("formerly “" + path(change.path("fromPath")) + "”");
    }
    if (change.path("markup").asBoolean()) {
      effects.add("laid out anew in the same words");
    }
    return effects;
  }

  private static String path(JsonNode path) {
    List<String> titles = new ArrayList<>();
    path.forEach(title -> titles.add(title.asText()));
    return String.join(" › ", titles);
  }

  private void runs(JsonNode runs, String before) {
    if (runs.isEmpty()) {
      return;
    }
    html.raw("<p>").text(before);
    for (JsonNode run : runs) {
      String text = run.path("text").asText();
      switch (run.path("op").asText()) {
        case "insert" -> html.element("ins", text);
        case "delete" -> html.element("del", text);
        default -> html.text(text);
      }
      html.raw(" ");
    }
    html.raw("</p>");
  }
}
