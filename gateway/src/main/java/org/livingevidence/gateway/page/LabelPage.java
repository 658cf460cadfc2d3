package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A version of a label as a page: what document it is, the versions held with what differs from
/// each to this, and its sections.
final class LabelPage {
  private static final int DEEPEST_HEADING = 6;

  private final Html html = new Html();
  private final JsonNode label;
  private final JsonNode versions;
  private int sections;

  private LabelPage(JsonNode label, JsonNode versions) {
    this.label = label;
    this.versions = versions;
  }

  /// @param label the JSON of `GET /api/v1/labels/{setId}/versions/{version}`
  /// @param versions the JSON of `GET /api/v1/labels/{setId}/versions`
  static String of(JsonNode label, JsonNode versions) {
    return new LabelPage(label, versions).page();
  }

  /// Where a label's page is.
  static String path(String setId) {
    return "/labels/" + ConditionPaths.segment(setId);
  }

  /// What a version is called: `version 42 (2023-02-15)`.
  static String version(JsonNode version) {
    String effective = version.path("effective").asText("");
    return "version "
        + version.path("version").asText()
        + (effective.isEmpty() ? "" : " (" + effective + ")");
  }

  private String page() {
    String name = label.path("name").asText();
    html.raw("<article class=\"label\">").element("h1", name);
    html.raw("<p class=\"meta\">").text(String.join(" · ", facts())).raw("</p>");
    if (label.path("weaker").asBoolean()) {
      html.element(
          "p",
          "This is a leaflet for patients. The product information for professionals says the same"
              + " approval in stronger words.");
    }
    drugs();
    contents();
    label.path("sections").forEach(section -> section(section, 2));
    history();
    html.raw("<footer class=\"meta\">");
    String path = path(label.path("setId").asText());
    html.link(
        "/api/v1" + path + "/versions/" + label.path("version").asText(), "this version as JSON");
    return Html.page(name, html.raw("</footer></article>").toString());
  }

  private List<String> facts() {
    List<String> facts = new ArrayList<>();
    for (String field : List.of("documentType", "labeler", "jurisdiction")) {
      if (label.has(field)) {
        facts.add(label.path(field).asText());
      }
    }
    facts.add(version(label) + (label.path("current").asBoolean() ? "" : ", not the newest held"));
    facts.add("read from " + label.path("source").asText());
    return facts;
  }

  private void drugs() {
    if (label.path("drugs").isEmpty()) {
      return;
    }
    html.raw("<p>Of: ");
    String separator = "";
    for (JsonNode drug : label.path("drugs")) {
      html.raw(separator);
      html.link(DrugPage.path(drug.path("id").asText()), drug.path("name").asText());
      separator = ", ";
    }
    html.raw("</p>");
  }

  private void contents() {
    html.raw("<nav class=\"contents\" aria-label=\"In this label\"><h2>In this label</h2><ol>");
    int number = 0;
    for (JsonNode section : label.path("sections")) {
      html.raw("<li><a href=\"#section-" + number + "\">").text(title(section)).raw("</a></li>");
      number += count(section);
    }
    html.raw("</ol></nav>");
  }

  private static int count(JsonNode section) {
    int count = 1;
    for (JsonNode each : section.path("sections")) {
      count += count(each);
    }
    return count;
  }

  private void section(JsonNode section, int level) {
    String heading = "h" + Math.min(level, DEEPEST_HEADING);
    html.raw("<section id=\"section-" + sections++ + "\">").element(heading, title(section));
    // The owner builds it from a closed set of elements, and this page's policy runs no scripts.
    html.raw(section.path("html").asText(""));
    section.path("sections").forEach(each -> section(each, level + 1));
    html.raw("</section>");
  }

  private static String title(JsonNode section) {
    return section.path("title").asText(section.path("code").asText("Untitled"));
  }

  private void history() {
    html.raw("<section id=\"versions\"><h2>Versions held</h2><ul>");
    String path = path(label.path("setId").asText());
    String shown = label.path("version").asText();
    for (JsonNode each : versions.path("items")) {
      String number = each.path("version").asText();
      html.raw("<li>").link(path + "?version=" + number, version(each));
      if (!number.equals(shown)) {
        html.text(": ").link(path + "/diff?from=" + number + "&to=" + shown, "what differs");
      }
      if (each.has("changedWithoutNewVersion")) {
        html.text(" — its content changed without a new version");
      }
      html.raw("</li>");
    }
    html.raw("</ul></section>");
  }
}
