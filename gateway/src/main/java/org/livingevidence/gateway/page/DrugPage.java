package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A drug as a page: what it is and who says so, what it is indicated for and must not be given
/// with in whose words, its codes, under which applications it is marketed, its orphan designations
/// and the labels held.
final class DrugPage {
  private final Html html = new Html();
  private final Parts parts;

  private DrugPage(Parts parts) {
    this.parts = parts;
  }

  /// What the drug-service says, each as its JSON; a missing node where it could not be read.
  record Parts(
      JsonNode drug,
      JsonNode codes,
      JsonNode applications,
      JsonNode designations,
      JsonNode labels) {}

  static String of(Parts parts) {
    return new DrugPage(parts).page();
  }

  /// Where a drug's page is.
  static String path(String id) {
    return "/drugs/" + ConditionPaths.segment(id);
  }

  private String page() {
    JsonNode drug = parts.drug();
    String name = drug.path("name").asText();
    html.raw("<article class=\"drug\"><h1>").text(name);
    String brands = joined(drug.path("brands"));
    if (!brands.isEmpty()) {
      html.raw(" <span class=\"brands\">").text(brands).raw("</span>");
    }
    html.raw("</h1>");
    if (drug.at("/source/kind").asText().equals("label")) {
      html.raw("<p class=\"meta\">Described by its labels, confirmed by nobody: ");
      String setId = drug.at("/source/setId").asText();
      html.link(LabelPage.path(setId), "the label that speaks first").raw("</p>");
    }
    html.raw("<dl class=\"facts\">");
    fact("Class", drug.path("drugClass").asText(""));
    fact("Target", drug.path("target").asText(""));
    fact("Mechanism", drug.path("mechanism").asText(""));
    fact("Route", joined(drug.path("routes")));
    fact("Also called", joined(drug.path("synonyms")));
    if (parts.codes().isMissingNode()) {
      recorded(drug.path("identifiers"));
    }
    html.raw("</dl>");
    if (drug.path("monograph").has("id")) {
      html.raw("<p>");
      String monograph = drug.at("/monograph/id").asText();
      html.link(
          "/monographs/" + ConditionPaths.segment(monograph),
          drug.at("/monograph/title").asText(monograph));
      html.raw("</p>");
    }
    indications(drug.path("indications"));
    restrictions(drug.path("restrictions"));
    if (!parts.codes().isMissingNode()) {
      new CodeSection(html).add(parts.codes());
    }
    var registers = new RegisterSections(html);
    registers.applications(parts.applications());
    registers.designations(parts.designations());
    labels();
    html.raw("<footer class=\"meta\">");
    String id = "/api/v1" + path(drug.path("id").asText());
    html.link(id, "this drug as JSON").raw(" · ");
    html.link(id + "/readings", "all that was read in its labels");
    return Html.page(name, html.raw("</footer></article>").toString());
  }

  /// The codes that stand in the drug's record, where who says so cannot be had.
  private void recorded(JsonNode identifiers) {
    fact("UNII", identifiers.path("unii").asText(""));
    fact("RxCUI", identifiers.path("rxcui").asText(""));
    fact("ATC", joined(identifiers.path("atc")));
    fact("DrugBank", identifiers.path("drugbank").asText(""));
    fact("MeSH", joined(identifiers.path("mesh")));
  }

  private void indications(JsonNode indications) {
    html.raw("<section id=\"indications\"><h2>Indications</h2>");
    if (indications.isEmpty()) {
      html.raw("<p>None is stated here. That is not a finding that there is none.</p>");
    }
    html.raw("<ul>");
    for (JsonNode each : indications) {
      html.raw("<li>");
      condition(each.path("condition"));
      html.text(": " + each.path("status").asText() + ", " + each.path("jurisdiction").asText());
      String intent = each.path("intent").asText("");
      if (!intent.isEmpty()) {
        html.text(", " + intent);
      }
      if (each.has("population")) {
        html.raw("<p class=\"population\">").text(PopulationText.of(each.path("population")));
        html.raw("</p>");
      }
      said(each);
      html.raw("</li>");
    }
    html.raw("</ul></section>");
  }

  private void restrictions(JsonNode restrictions) {
    if (restrictions.isEmpty()) {
      return;
    }
    html.raw("<section id=\"restrictions\"><h2>Restrictions</h2><ul>");
    for (JsonNode each : restrictions) {
      JsonNode against = each.path("against");
      html.raw("<li>");
      if (against.has("condition")) {
        condition(against.path("condition"));
      } else if (against.path("kind").asText().equals("condition")) {
        condition(against);
      } else {
        html.text(against.path("name").asText());
      }
      html.text(": " + each.path("force").asText() + ", " + each.path("jurisdiction").asText());
      said(each);
      html.raw("</li>");
    }
    html.raw("</ul></section>");
  }

  private void condition(JsonNode condition) {
    String name = condition.path("name").asText();
    if (condition.has("id")) {
      html.link(ConditionPaths.page(condition.path("id").asText()), name);
    } else {
      html.text(name);
    }
  }

  /// The sentence and where it stands, and whether a person has looked.
  private void said(JsonNode statement) {
    JsonNode source = statement.path("source");
    String sentence = source.path("sentence").asText("");
    if (!sentence.isEmpty()) {
      html.raw("<blockquote>").text(sentence).raw("</blockquote>");
    }
    html.raw("<p class=\"meta\">");
    List<String> where = new ArrayList<>();
    for (String field : List.of("kind", "section", "version", "date")) {
      String value = source.path(field).asText("");
      if (!value.isEmpty()) {
        where.add(field.equals("kind") ? value : field + " " + value);
      }
    }
    String setId = source.path("setId").asText("");
    if (setId.isEmpty()) {
      html.text(String.join(", ", where));
    } else {
      html.link(LabelPage.path(setId), String.join(", ", where));
    }
    if (statement.has("reading")) {
      boolean confirmed = statement.at("/reading/review").asText().equals("confirmed");
      html.text(
          confirmed
              ? " · read by a rule, confirmed by a curator"
              : " · read by a rule, confirmed by nobody");
    }
    html.raw("</p>");
  }

  private void labels() {
    html.raw("<section id=\"labels\"><h2>Labels held</h2>");
    if (parts.labels().path("items").isEmpty()) {
      html.raw("<p>None. That is not a finding that there is none.</p>");
    }
    html.raw("<ul>");
    for (JsonNode label : parts.labels().path("items")) {
      html.raw("<li>");
      html.link(LabelPage.path(label.path("id").asText()), label.path("name").asText());
      html.text(", " + label.path("jurisdiction").asText() + ", " + LabelPage.version(label));
      html.raw("</li>");
    }
    html.raw("</ul>");
    RegisterSections.more(html, parts.labels());
    html.raw("</section>");
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      html.element("dt", name).element("dd", value);
    }
  }

  private static String joined(JsonNode values) {
    return String.join(", ", values.valueStream().map(JsonNode::asText).toList());
  }
}
