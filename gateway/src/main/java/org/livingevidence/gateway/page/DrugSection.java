package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.livingevidence.gateway.condition.ConditionPaths;

/// The drugs of a condition's page: what each is, where it is approved and for whom, in whose
/// words, what it must not be given with, and what is only reported.
final class DrugSection {
  private static final Map<String, String> JURISDICTIONS =
      Map.of(
          "US", "United States",
          "EU", "European Union",
          "GB", "United Kingdom",
          "CA", "Canada",
          "CH", "Switzerland",
          "JP", "Japan",
          "AU", "Australia");

  private static final Map<String, String> STATUSES =
      Map.of(
          "approved", "Approved",
          "conditional", "Conditionally approved",
          "emergency", "Emergency use",
          "withdrawn", "Withdrawn",
          "off-label", "Off-label use",
          "none-found", "Searched, no approval found",
          "not-searched", "Not searched");

  private final Html html;
  private final String citations;

  /// @param citations the path of the condition's publications
  DrugSection(Html html, String citations) {
    this.html = html;
    this.citations = citations;
  }

  void add(JsonNode items, long total) {
    html.raw("<section id=\"drugs\"><h2>Drugs</h2>");
    if (items.isEmpty()) {
      html.raw("<p>No drug is recorded here. That is not a finding that there is none.</p>");
    }
    for (JsonNode item : items) {
      drug(item);
    }
    if (total > items.size()) {
      html.raw("<p>" + (total - items.size()) + " more are in the list of drugs.</p>");
    }
    html.raw("</section>");
  }

  private void drug(JsonNode item) {
    JsonNode drug = item.path("drug");
    html.raw("<article class=\"drug\"><h3>");
    html.link(DrugPage.path(drug.path("id").asText()), drug.path("name").asText());
    String brands = joined(drug.path("brands"));
    if (!brands.isEmpty()) {
      html.raw(" <span class=\"brands\">").text(brands).raw("</span>");
    }
    html.raw("</h3><dl class=\"facts\">");
    fact("Class", drug.path("drugClass").asText(""));
    fact("Target", drug.path("target").asText(""));
    fact("Mechanism", drug.path("mechanism").asText(""));
    fact("Route", joined(drug.path("routes")));
    html.raw("</dl>");
    monograph(drug.path("monograph"));
    indications(item.path("indications"), false);
    if (!item.path("inNarrowerConditions").isEmpty()) {
      html.raw("<div class=\"narrower\"><h4>In narrower conditions</h4>");
      indications(item.path("inNarrowerConditions"), true);
      html.raw("</div>");
    }
    reported(item.path("reportedUse"));
    evidence(item);
    restrictions(item.path("restrictions"));
    html.raw("</article>");
  }

  private void monograph(JsonNode monograph) {
    String summary = monograph.path("summary").asText("");
    String id = monograph.path("id").asText("");
    if (summary.isEmpty() && id.isEmpty()) {
      return;
    }
    html.raw("<div class=\"about\"><p>").text(summary).raw("</p>");
    if (!id.isEmpty()) {
      html.raw("<p class=\"more\">Monograph: ");
      html.link(MonographPage.path(id), monograph.path("title").asText(id)).raw("</p>");
    }
    html.raw("</div>");
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      html.raw("<div>").element("dt", name).element("dd", value).raw("</div>");
    }
  }

  /// By jurisdiction, and within it by population.
  private void indications(JsonNode indications, boolean named) {
    Map<String, Map<String, List<JsonNode>>> groups = new TreeMap<>();
    for (JsonNode indication : indications) {
      groups
          .computeIfAbsent(indication.path("jurisdiction").asText(), place -> new TreeMap<>())
          .computeIfAbsent(
              PopulationText.of(indication.path("population")), who -> new ArrayList<>())
          .add(indication);
    }
    groups.forEach(
        (jurisdiction, populations) -> {
          html.element(named ? "h5" : "h4", JURISDICTIONS.getOrDefault(jurisdiction, jurisdiction));
          populations.forEach(
              (population, several) -> {
                boolean stated =
                    several.stream().anyMatch(one -> one.path("source").has("sentence"));
                if (!population.isEmpty() || stated) {
                  html.raw("<p class=\"population\">")
                      .text(population.isEmpty() ? "Population not stated" : population)
                      .raw("</p>");
                }
                html.raw("<ul class=\"indications\">");
                statements(several).forEach(lines -> statement(lines, named));
                html.raw("</ul>");
              });
        });
  }

  /// Indications that one source states in one sentence belong together, and of those the ones that
  /// differ by nothing but their condition.
  private static Collection<Map<JsonNode, List<JsonNode>>> statements(List<JsonNode> indications) {
    Map<JsonNode, Map<JsonNode, List<JsonNode>>> statements = new LinkedHashMap<>();
    for (JsonNode indication : indications) {
      JsonNode source = indication.path("source");
      ObjectNode rest = indication.deepCopy();
      rest.remove(List.of("id", "condition", "knownSince", "reading"));
      rest.put("review", indication.at("/reading/review").asText());
      statements
          .computeIfAbsent(
              source.has("sentence") ? source : indication, key -> new LinkedHashMap<>())
          .computeIfAbsent(rest, key -> new ArrayList<>())
          .add(indication);
    }
    return statements.values();
  }

  private void statement(Map<JsonNode, List<JsonNode>> lines, boolean named) {
    html.raw("<li>");
    JsonNode source = MissingNode.getInstance();
    for (List<JsonNode> alike : lines.values()) {
      html.raw("<div>");
      indication(alike, named);
      html.raw("</div>");
      source = alike.getFirst().path("source");
    }
    source(source);
    html.raw("</li>");
  }

  /// @param alike indications that differ by nothing but their condition
  private void indication(List<JsonNode> alike, boolean named) {
    JsonNode indication = alike.getFirst();
    String status = indication.path("status").asText();
    html.raw("<span class=\"status ").text(status).raw("\">");
    html.text(STATUSES.getOrDefault(status, status)).raw("</span> ");
    for (int i = 0; i < alike.size(); i++) {
      html.text(i == 0 ? "" : i == alike.size() - 1 ? " and " : ", ");
      JsonNode condition = alike.get(i).path("condition");
      if (named && condition.has("id")) {
        html.link(
            ConditionPaths.page(condition.path("id").asText()), condition.path("name").asText());
      } else {
        html.text(condition.path("name").asText());
      }
    }
    reading(indication);
    List<String> more = new ArrayList<>();
    more.add(indication.path("intent").asText("").replace('-', ' '));
    more.add(indication.path("regimen").asText(""));
    more.add(prefixed("phase ", indication.path("phase").asText("")));
    for (JsonNode designation : indication.path("designations")) {
      more.add(
          designation.path("kind").asText()
              + " designation"
              + prefixed(" ", designation.path("date").asText("")));
    }
    more.add(prefixed("from ", indication.path("validFrom").asText("")));
    more.add(prefixed("to ", indication.path("validTo").asText("")));
    more.removeIf(String::isEmpty);
    html.raw(more.isEmpty() ? "" : " \u00b7 ").text(String.join(" \u00b7 ", more));
    String dosing = indication.path("dosing").asText("");
    if (!dosing.isEmpty()) {
      html.raw("<p class=\"dosing\"><b>Dosing</b> ").text(dosing).raw("</p>");
    }
  }

  /// Says of what rules read that no person said it.
  private void reading(JsonNode statement) {
    JsonNode reading = statement.path("reading");
    if (!reading.isMissingNode()) {
      boolean confirmed = reading.path("review").asText().equals("confirmed");
      html.raw(
          confirmed
              ? " <span class=\"read confirmed\" title=\""
              : " <span class=\"read\" title=\"");
      html.text("Rule: " + reading.path("because").asText()).raw("\">");
      html.text(confirmed ? "read by rule, confirmed" : "read by rule, not reviewed");
      html.raw("</span>");
    }
  }

  private void restrictions(JsonNode restrictions) {
    if (restrictions.isEmpty()) {
      return;
    }
    html.raw("<div class=\"restrictions\"><h4>Restrictions</h4><ul>");
    for (JsonNode restriction : restrictions) {
      JsonNode against = restriction.path("against");
      html.raw("<li><span class=\"status force\">").field(restriction, "force", "</span> ");
      html.text(against.path("kind").asText().equals("population") ? "for " : "with ");
      if (against.path("kind").asText().equals("condition")) {
        html.text("(condition) ");
      }
      html.text(against.path("name").asText());
      List<String> members = new ArrayList<>();
      against.path("members").forEach(member -> members.add(member.path("name").asText()));
      if (!members.isEmpty()) {
        html.text(" (here: " + String.join(", ", members) + ")");
      }
      String jurisdiction = restriction.path("jurisdiction").asText();
      html.text(" \u00b7 " + JURISDICTIONS.getOrDefault(jurisdiction, jurisdiction));
      reading(restriction);
      source(restriction.path("source"));
      html.raw("</li>");
    }
    html.raw("</ul></div>");
  }

  void source(JsonNode source) {
    if (source.isMissingNode()) {
      return;
    }
    if (source.has("sentence")) {
      html.raw("<blockquote>").text(source.path("sentence").asText());
    }
    html.raw("<cite>");
    List<String> parts = new ArrayList<>();
    parts.add(source.path("kind").asText().replace('-', ' '));
    parts.add(prefixed("set ", source.path("setId").asText("")));
    parts.add(prefixed("version ", source.path("version").asText("")));
    parts.add(prefixed("section ", source.path("section").asText("")));
    parts.add(source.path("date").asText(""));
    parts.removeIf(String::isEmpty);
    String said = String.join(", ", parts);
    if (source.has("url")) {
      html.link(source.path("url").asText(), said);
    } else {
      html.text(said);
    }
    html.raw("</cite>").raw(source.has("sentence") ? "</blockquote>" : "");
  }

  private void reported(JsonNode publications) {
    if (publications.isEmpty()) {
      return;
    }
    html.raw("<div class=\"reported\"><h4>Reported use, not an indication</h4>");
    html.raw("<p class=\"meta\">Publications name the drug as a treatment here; no authority's ");
    html.raw("approval for this condition is recorded.</p>");
    PublicationList.add(html, publications);
    html.raw("</div>");
  }

  private void evidence(JsonNode item) {
    long total = item.path("evidence").path("total").asLong();
    if (total == 0) {
      return;
    }
    List<String> designs = new ArrayList<>();
    item.path("evidence")
        .path("byDesign")
        .properties()
        .forEach(each -> designs.add(each.getKey() + " " + each.getValue().asText()));
    html.raw("<p class=\"meta\">");
    html.link(
        citations + "?drug=" + item.path("drug").path("id").asText(),
        total == 1 ? "1 publication" : total + " publications");
    html.text(" on this condition name the drug: " + String.join(", ", designs) + ".").raw("</p>");
    if (item.path("reportedUse").isEmpty()) {
      html.raw("<details><summary>The best ranked</summary>");
      PublicationList.add(html, item.path("evidence").path("top"));
      html.raw("</details>");
    }
  }

  private static String joined(JsonNode texts) {
    List<String> joined = new ArrayList<>();
    texts.forEach(text -> joined.add(text.asText()));
    return String.join(", ", joined);
  }

  private static String prefixed(String prefix, String text) {
    return text.isEmpty() ? "" : prefix + text;
  }
}
