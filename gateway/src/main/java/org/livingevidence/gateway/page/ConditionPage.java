package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A condition's view as a page: what it is, which drugs on whose authority, which publications and
/// why in this order, what to beware of.
final class ConditionPage {
  /// So many drugs are set side by side by the page's own link.
  private static final int COMPARED = 4;

  private ConditionPage() {}

  /// @param view the JSON of `GET /api/v1/conditions/{id}`
  /// @param linking whether its links are still being made
  static String of(JsonNode view, boolean linking) {
    JsonNode condition = view.path("condition");
    JsonNode links = view.path("links");
    String name = condition.path("naturalName").asText();
    Html html = new Html();
    html.raw("<article class=\"condition\" data-changes=\"").text(links.path("changes").asText());
    html.raw("\">").element("h1", name);
    html.raw("<p class=\"meta\">").text(condition.path("id").asText()).raw("</p>");
    if (linking) {
      html.raw("<p class=\"pending\" role=\"status\">Linking is under way: topics moved or names ");
      html.raw("changed, and publications or drugs may still be missing here, or stand here that ");
      html.raw("will go. ").link(links.path("freshness").asText(), "How far it is").raw("</p>");
    }
    if (condition.has("summary")) {
      html.raw("<p>").field(condition, "summary", "</p>");
    }
    synonyms(html, condition.path("synonyms"));
    html.raw("<dl class=\"facts\">");
    neighbours(html, "Broader", condition.path("broader"));
    neighbours(html, "Narrower", condition.path("narrower"));
    related(html, view.path("related"));
    html.raw("</dl>");
    alerts(html, view.path("alerts"));
    new DrugSection(html, links.path("citations").asText())
        .add(view.path("drugs"), view.path("drugsTotal").asLong());
    sideBySide(html, condition, view.path("drugs"));
    publications(html, view.path("publications"), links.path("citations").asText());
    html.raw("<footer class=\"meta\">");
    for (Map.Entry<String, JsonNode> link : links.properties()) {
      html.link(link.getValue().asText(), link.getKey()).raw(" ");
    }
    return Html.page(name, html.raw("</footer></article>").toString());
  }

  private static void synonyms(Html html, JsonNode synonyms) {
    if (synonyms.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    synonyms.forEach(synonym -> names.add(synonym.asText()));
    html.raw("<details class=\"meta\"><summary>Also called \u2026</summary><p>");
    html.text(String.join(" \u00b7 ", names)).raw("</p></details>");
  }

  private static void neighbours(Html html, String title, JsonNode conditions) {
    if (conditions.isEmpty()) {
      return;
    }
    html.raw("<div>").element("dt", title).raw("<dd>");
    String separator = "";
    for (JsonNode condition : conditions) {
      html.raw(separator);
      link(html, condition);
      separator = ", ";
    }
    html.raw("</dd></div>");
  }

  private static void sideBySide(Html html, JsonNode condition, JsonNode drugs) {
    List<String> ids = new ArrayList<>();
    for (JsonNode item : drugs) {
      if (ids.size() < COMPARED) {
        ids.add(item.at("/drug/id").asText());
      }
    }
    if (ids.size() > 1) {
      html.raw("<p class=\"more\">");
      html.link(
          ConditionPaths.page(condition.path("slug").asText(condition.path("id").asText()))
              + "/compare?drugs="
              + String.join(",", ids),
          "The first " + ids.size() + " side by side");
      html.raw("</p>");
    }
  }

  private static void related(Html html, JsonNode topics) {
    for (String relation : List.of("exact", "related", "broader", "narrower")) {
      List<JsonNode> those =
          Stream.iterate(0, i -> i < topics.size(), i -> i + 1)
              .map(topics::get)
              .filter(topic -> topic.path("relation").asText().equals(relation))
              .toList();
      if (those.isEmpty()) {
        continue;
      }
      html.raw("<div>")
          .element("dt", relation.equals("related") ? "Related" : "Mapped, " + relation);
      html.raw("<dd>");
      String separator = "";
      for (JsonNode topic : those) {
        html.raw(separator);
        if (topic.has("naturalName")) {
          link(html, topic);
        } else {
          html.text(topic.path("id").asText());
        }
        separator = ", ";
      }
      html.raw("</dd></div>");
    }
  }

  private static void link(Html html, JsonNode condition) {
    html.link(
        ConditionPaths.page(condition.path("slug").asText(condition.path("id").asText())),
        condition.path("naturalName").asText());
  }

  private static void alerts(Html html, JsonNode alerts) {
    if (alerts.isEmpty()) {
      return;
    }
    html.raw("<section class=\"alerts\"><h2>Beware</h2><ul>");
    for (JsonNode alert : alerts) {
      html.raw("<li>");
      if (alert.has("lineMarkup")) {
        html.text(alert.path("state").asText() + ": ");
        html.marked(alert.path("line").asText(), alert.path("lineMarkup"));
      } else {
        html.text(alert.path("text").asText());
      }
      html.raw("</li>");
    }
    html.raw("</ul></section>");
  }

  private static void publications(Html html, JsonNode publications, String all) {
    long total = publications.path("total").asLong();
    html.raw("<section id=\"publications\"><h2>Publications</h2>");
    if (total == 0) {
      html.raw(
          "<p>None is held. An import of PubMed records (<code>./evidence import</code>) adds");
      html.raw(" those that are indexed with this condition or name it.</p></section>");
      return;
    }
    html.raw("<p>").link(all, Long.toString(total));
    html.raw(" in all, those of narrower conditions included; in reading order.</p>");
    html.raw("<dl class=\"facts\">");
    facet(html, "By design", publications.path("byDesign"));
    facet(html, "By species", publications.path("bySpecies"));
    facet(html, "By state", publications.path("byState"));
    html.raw("</dl><details class=\"meta\"><summary>By year</summary><p>");
    html.text(counts(publications.path("byYear"))).raw("</p></details>");
    boolean concluded = false;
    for (JsonNode item : publications.path("top")) {
      concluded |= item.has("highlight");
    }
    if (!concluded) {
      html.raw("<p class=\"empty\">No abstract is held of these. Importing their PubMed records ");
      html.raw("(<code>./evidence import FILE</code>) adds abstracts, and with them the sentence ");
      html.raw("in which each concludes.</p>");
    }
    PublicationList.add(html, publications.path("top"));
    html.raw("</section>");
  }

  private static void facet(Html html, String name, JsonNode values) {
    if (!values.isEmpty()) {
      html.raw("<div>").element("dt", name).element("dd", counts(values)).raw("</div>");
    }
  }

  private static String counts(JsonNode values) {
    List<String> counts = new ArrayList<>();
    values
        .properties()
        .forEach(
            value ->
                counts.add(value.getKey().replace('-', ' ') + " " + value.getValue().asText()));
    return String.join(" \u00b7 ", counts);
  }
}
