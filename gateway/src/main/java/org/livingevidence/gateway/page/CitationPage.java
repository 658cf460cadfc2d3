package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.gateway.condition.ConditionPaths;

/// A publication as a page: title and abstract with their markup, what was said of it later, what
/// it
/// builds on that was retracted, what it is indexed with, and in which formats it can be taken
/// away.
final class CitationPage {
  private static final Map<String, String> FORMATS =
      Map.of(
          "ris",
          "RIS",
          "nbib",
          "NBIB",
          "bibtex",
          "BibTeX",
          "csl-json",
          "CSL-JSON",
          "bibliography",
          "text");

  private CitationPage() {}

  /// @param citation the JSON of `GET /api/v1/citations/{id}`
  static String of(JsonNode citation) {
    String id = citation.path("id").asText();
    boolean titled = citation.has("title");
    String title = citation.path("title").asText(citation.path("vernacularTitle").asText(id));
    Html html = new Html().raw("<article class=\"publication\"><h1>");
    html.marked(title, citation.path(titled ? "titleMarkup" : "vernacularTitleMarkup"));
    html.raw("</h1>");
    String vernacular = citation.path("vernacularTitle").asText("");
    if (titled && !vernacular.isEmpty() && !vernacular.equals(title)) {
      html.raw("<p class=\"meta\">");
      html.marked(vernacular, citation.path("vernacularTitleMarkup")).raw("</p>");
    }
    html.raw("<p class=\"meta\">").text(CitationLine.of(citation)).raw(" <span class=\"links\">");
    for (Map.Entry<String, JsonNode> link : CitationLine.links(citation).properties()) {
      html.link(link.getValue().asText(), PublicationLine.name(link.getKey())).raw(" ");
    }
    html.raw("</span></p>");
    state(html, citation);
    PublicationLine.citesRetracted(html, citation.path("citesRetracted"));
    passages(html, citation.path("abstract"));
    indexing(html, citation);
    repairs(html, citation.path("repairs"));
    html.raw("<footer>").link(path(id).replaceFirst("^", "/api/v1"), "as JSON");
    FORMATS.keySet().stream()
        .sorted()
        .forEach(
            format ->
                html.raw(" · ")
                    .link("/api/v1" + path(id) + "?format=" + format, "" + FORMATS.get(format)));
    return Html.page(title, html.raw("</footer></article>").toString());
  }

  /// Where a publication's page is.
  static String path(String id) {
    return "/citations/" + ConditionPaths.segment(id);
  }

  private static void state(Html html, JsonNode citation) {
    String state = citation.path("state").asText("current");
    JsonNode notices = citation.path("notices");
    if (state.equals("current") && notices.isEmpty()) {
      return;
    }
    html.raw("<section>");
    if (!state.equals("current")) {
      html.raw("<p><span class=\"status alarm\">").text(state.replace('-', ' '));
      html.raw("</span></p>");
    }
    if (!notices.isEmpty()) {
      html.raw("<ul>");
      for (JsonNode notice : notices) {
        html.raw("<li>").text(words(notice.path("relation").asText()));
        html.text(prefixed(", ", notice, "date") + prefixed(": ", notice, "source"));
        html.text(prefixed(". ", notice, "reason") + prefixed(". ", notice, "note") + " ");
        String pmid = notice.path("pmid").asText("");
        if (!pmid.isEmpty()) {
          html.link(path("pmid:" + pmid), "PMID " + pmid);
        } else if (notice.has("doi")) {
          html.link("https://doi.org/" + notice.path("doi").asText(), "DOI");
        }
        html.raw("</li>");
      }
      html.raw("</ul>");
    }
    html.raw("</section>");
  }

  /// `ExpressionOfConcernIn` as `Expression of concern in`.
  private static String words(String relation) {
    String spaced = relation.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return spaced.isEmpty()
        ? spaced
        : spaced.charAt(0) + spaced.substring(1).toLowerCase(Locale.ROOT);
  }

  private static void passages(Html html, JsonNode sections) {
    if (sections.isEmpty()) {
      return;
    }
    html.raw("<section><h2>Abstract</h2>");
    for (JsonNode section : sections) {
      html.raw("<p>");
      if (section.has("label")) {
        html.raw("<b>").text(section.path("label").asText()).raw("</b> ");
      }
      html.marked(section.path("text").asText(), section.path("markup")).raw("</p>");
    }
    html.raw("</section>");
  }

  private static void indexing(Html html, JsonNode citation) {
    html.raw("<dl class=\"facts\">");
    if (!citation.path("headings").isEmpty()) {
      html.raw("<div>").element("dt", "Indexed with").raw("<dd>");
      String separator = "";
      for (JsonNode heading : citation.path("headings")) {
        html.raw(separator).raw(heading.path("major").asBoolean() ? "*" : "");
        String name = heading.path("name").asText();
        if (heading.has("id")) {
          html.link(TopicPage.path(heading.path("id").asText()), name);
        } else {
          html.text(name);
        }
        for (JsonNode qualifier : heading.path("qualifiers")) {
          html.text((qualifier.path("major").asBoolean() ? " / *" : " / ") + name(qualifier));
        }
        separator = " · ";
      }
      html.raw("</dd></div>");
    }
    list(html, "Substances", citation.path("substances"));
    list(html, "Publication types", citation.path("publicationTypes"));
    if (!citation.path("keywords").isEmpty()) {
      List<String> words = new ArrayList<>();
      citation.path("keywords").forEach(word -> words.add(word.asText()));
      html.raw("<div>").element("dt", "Keywords").element("dd", String.join(" · ", words));
      html.raw("</div>");
    }
    html.raw("</dl>");
  }

  private static void list(Html html, String title, JsonNode named) {
    if (!named.isEmpty()) {
      List<String> names = new ArrayList<>();
      named.forEach(each -> names.add(name(each)));
      html.raw("<div>").element("dt", title).element("dd", String.join(" · ", names));
      html.raw("</div>");
    }
  }

  private static void repairs(Html html, JsonNode repairs) {
    if (repairs.isEmpty()) {
      return;
    }
    html.raw("<details class=\"meta\"><summary>Mended on the way in</summary><ul>");
    for (JsonNode repair : repairs) {
      html.raw("<li>").text(repair.path("field").asText() + ", " + repair.path("basis").asText());
      html.raw(": <q>").text(repair.path("original").asText()).raw("</q></li>");
    }
    html.raw("</ul></details>");
  }

  private static String name(JsonNode named) {
    return named.path("name").asText();
  }

  private static String prefixed(String prefix, JsonNode node, String field) {
    String text = node.path(field).asText("");
    return text.isEmpty() ? "" : prefix + text;
  }
}
