package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.gateway.condition.ConditionPaths;

/// The numbered references of a monograph: what each is, and where it can be read.
final class ReferenceList {
  private static final Pattern LABEL_SET =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /// The number of an authorisation for the whole European Union; its register has a page for each.
  private static final Pattern UNION_NUMBER = Pattern.compile("EU/1/[0-9]{2}/([0-9]{3,4})(/.*)?");

  private final Html html;

  ReferenceList(Html html) {
    this.html = html;
  }

  void add(JsonNode references) {
    if (references.isEmpty()) {
      return;
    }
    html.raw("<section class=\"references\" id=\"references\"><h2>References</h2><ol>");
    for (JsonNode reference : references) {
      html.raw("<li id=\"reference-" + reference.path("number").asInt() + "\">");
      String title = reference.path("title").asText();
      html.text(title).raw(title.endsWith(".") || title.endsWith("?") ? " " : ". ");
      html.raw("<span class=\"meta\">").text(described(reference)).raw("</span> ");
      html.raw("<span class=\"links\">");
      links(reference).forEach((name, address) -> html.link(address, name).raw(" "));
      html.raw("</span></li>");
    }
    html.raw("</ol></section>");
  }

  private static String described(JsonNode reference) {
    List<String> parts = new ArrayList<>();
    parts.add(reference.path("jurisdiction").asText(""));
    parts.add(
        reference.path("kind").asText().equals("label")
            ? prefixed("set ", reference, "setId")
            : prefixed("", reference, "setId"));
    parts.add(prefixed("version ", reference, "version"));
    parts.add(prefixed("section ", reference, "section"));
    parts.add(prefixed("", reference, "date"));
    parts.add(prefixed("", reference, "year"));
    parts.removeIf(String::isEmpty);
    return parts.isEmpty() ? "" : String.join(", ", parts) + ".";
  }

  private static Map<String, String> links(JsonNode reference) {
    Map<String, String> links = new LinkedHashMap<>();
    String kind = reference.path("kind").asText();
    String citation = reference.path("citation").asText("");
    String pmid =
        reference
            .path("pmid")
            .asText(citation.startsWith("pmid:") ? citation.substring("pmid:".length()) : "");
    String doi = reference.path("doi").asText("");
    String setId = reference.path("setId").asText("");
    if (kind.equals("label") && LABEL_SET.matcher(setId).matches()) {
      links.put("DailyMed", "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=" + setId);
    }
    Matcher union = UNION_NUMBER.matcher(setId);
    if (union.matches()) {
      links.put(
          "EU register",
          "https://ec.europa.eu/health/documents/community-register/html/h"
              + union.group(1)
              + ".htm");
    }
    if (!pmid.isEmpty()) {
      links.put("PubMed", "https://pubmed.ncbi.nlm.nih.gov/" + pmid + "/");
    } else if (kind.equals("citation")) {
      links.put(
          "PubMed",
          "https://pubmed.ncbi.nlm.nih.gov/?term="
              + encoded(reference.path("title").asText().replaceAll("[.?]$", "") + "[Title]"));
    }
    if (!doi.isEmpty()) {
      links.put("publisher", "https://doi.org/" + encoded(doi).replace("%2F", "/"));
    }
    if (!citation.isEmpty()) {
      links.put("record", "/api/v1/citations/" + ConditionPaths.segment(citation));
    }
    if (reference.has("url")) {
      links.put("source", reference.path("url").asText());
    }
    return links;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String prefixed(String prefix, JsonNode node, String field) {
    String text = node.path(field).asText("");
    return text.isEmpty() ? "" : prefix + text;
  }
}
