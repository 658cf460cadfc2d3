package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.search.SearchReads;

/// What a query finds, for people: conditions, publications, how the query was understood, and
/// what would narrow it.
final class PublicationSearchPage {
  private static final Map<String, String> SORTS = new LinkedHashMap<>();

  static {
    SORTS.put("relevance", "Relevance");
    SORTS.put("-year", "Newest");
    SORTS.put("year", "Oldest");
    SORTS.put("-added", "Last added");
  }

  private static final Map<String, String> FACETS = new LinkedHashMap<>();

  static {
    FACETS.put("year", "Year");
    FACETS.put("design", "Design");
    FACETS.put("therapy", "Clinical queries");
    FACETS.put("species", "Species");
    FACETS.put("type", "Publication type");
    FACETS.put("state", "State");
    FACETS.put("language", "Language");
    FACETS.put("journal", "Journal");
    FACETS.put("heading", "Heading");
  }

  private static final Map<String, String> VALUES =
      Map.of("therapy/broad", "therapy, sensitive", "therapy/narrow", "therapy, specific");

  private static final int FACET_VALUES = 10;

  /// A longer query is shown on several lines.
  private static final int LINE = 70;

  private static final int MOST_LINES = 12;

  private PublicationSearchPage() {}

  /// @param conditions the first conditions of that name
  /// @param found what `GET /citations?q=` answers
  static String of(String query, @Nullable String sort, JsonNode conditions, JsonNode found) {
    Html html = new Html().element("h1", "Search");
    form(html, query, sort);
    conditions(html, query, conditions);
    html.raw("<h2>Publications</h2>");
    translation(html, found.path("translation"));
    long total = found.path("total").asLong();
    html.raw("<p class=\"meta\">");
    SearchPage.counted(html, total, "publication").raw(" · ");
    sorts(html, query, sort == null ? "relevance" : sort);
    html.raw("</p>");
    if (found.path("filling").asBoolean()) {
      html.raw("<p class=\"notice\">Publications that were stored before are still being added; ")
          .raw("there may be more in a moment.</p>");
    }
    html.raw("<div class=\"found\"><div>");
    items(html, found.path("items"));
    if (total == 0) {
      html.raw("<p class=\"empty\">Nothing here matches. That says nothing about the literature: ")
          .raw("only what was imported is found.</p>");
    }
    String next = found.path("next").asText("");
    if (!next.isEmpty()) {
      html.raw("<p>").link(path(query, sort, next), "More publications").raw("</p>");
    }
    html.raw("</div>");
    facets(html, query, sort, found.path("facets"), total);
    html.raw("</div>");
    keep(html, query, sort);
    return Html.page(query + " · Search", html.toString());
  }

  /// A search that could not be answered, in the owner's own words.
  static String problem(
      String query, @Nullable String sort, JsonNode conditions, JsonNode problem) {
    Html html = new Html().element("h1", "Search");
    form(html, query, sort);
    html.raw("<p class=\"notice\">").text(problem.path("detail").asText("No answer.")).raw("</p>");
    if (problem.has("position")) {
      int at = Math.min(problem.path("position").asInt(), query.length());
      html.raw("<p><code>").text(query.substring(0, at)).raw("<mark>");
      html.text(at < query.length() ? query.substring(at, at + 1) : "⟨end⟩");
      html.raw("</mark>").text(query.substring(Math.min(at + 1, query.length())));
      html.raw("</code></p>");
    }
    conditions(html, query, conditions);
    return Html.page("Search", html.toString());
  }

  /// The page before anything is asked.
  static String empty() {
    Html html = new Html().element("h1", "Search");
    form(html, "", null);
    html.raw("<p>PubMed's query language: <code>AND</code>, <code>OR</code>, <code>NOT</code> ")
        .raw("from left to right, <code>\"phrases\"</code>, <code>truncat*</code>, ")
        .raw("<code>2010:2015[dp]</code>, tags such as <code>[ti]</code>, <code>[tiab]</code>, ")
        .raw("<code>[au]</code>, <code>[mh]</code>, <code>[majr]</code>, <code>[pt]</code>, and ")
        .raw("filters such as <code>therapy/narrow[filter]</code>.</p>");
    return Html.page("Search", html.toString());
  }

  private static void form(Html html, String query, @Nullable String sort) {
    html.raw("<form action=\"/search\" role=\"search\"><label for=\"q\">Find publications and ")
        .raw("conditions</label><div class=\"search query\">");
    int lines = Math.min(MOST_LINES, 1 + query.length() / LINE);
    if (lines > 1) {
      html.raw("<textarea id=\"q\" name=\"q\" rows=\"" + lines + "\">").text(query);
      html.raw("</textarea>");
    } else {
      html.raw("<input type=\"search\" id=\"q\" name=\"q\" value=\"").text(query).raw("\">");
    }
    html.raw("<button>Search</button></div>");
    if (sort != null) {
      html.raw("<input type=\"hidden\" name=\"sort\" value=\"").text(sort).raw("\">");
    }
    html.raw("</form>");
  }

  private static void conditions(Html html, String query, JsonNode conditions) {
    if (conditions.path("items").isEmpty()) {
      return;
    }
    html.raw("<h2>Conditions</h2>");
    SearchPage.list(html, conditions);
    html.raw("<p class=\"meta\">").link(SearchPage.path(query), "Conditions only").raw("</p>");
  }

  private static void translation(Html html, JsonNode translation) {
    html.raw("<p class=\"meta translation\">Searched as <code>");
    html.text(translation.path("text").asText()).raw("</code></p>");
    html.raw("<details><summary>Each part, and how many it finds alone</summary><ul>");
    part(html, translation.path("tree"));
    html.raw("</ul></details>");
    for (JsonNode note : translation.path("notes")) {
      html.raw("<p class=\"notice\">").text(note.path("text").asText()).raw("</p>");
    }
  }

  private static void part(Html html, JsonNode part) {
    html.raw("<li>");
    if (part.has("operator")) {
      html.text(part.path("operator").asText()).raw("<ul>");
      part.path("parts").forEach(each -> part(html, each));
      html.raw("</ul></li>");
      return;
    }
    html.text(part.path("value").asText()).raw(" <span class=\"meta\">");
    html.text(part.path("field").asText());
    if (part.has("narrower")) {
      html.text(", with " + part.path("narrower").asText() + " narrower");
    }
    if (part.has("count")) {
      html.text(": " + part.path("count").asText());
    }
    html.raw("</span></li>");
  }

  private static void sorts(Html html, String query, String sort) {
    String separator = "";
    for (Map.Entry<String, String> each : SORTS.entrySet()) {
      html.raw(separator);
      if (each.getKey().equals(sort)) {
        html.element("strong", each.getValue());
      } else {
        html.link(path(query, each.getKey(), null), each.getValue());
      }
      separator = " · ";
    }
  }

  private static void facets(
      Html html, String query, @Nullable String sort, JsonNode facets, long total) {
    if (total < 2) {
      return;
    }
    html.raw("<details class=\"facets\" open><summary>Narrow to</summary>");
    FACETS.forEach(
        (facet, title) -> {
          JsonNode values = facets.path(facet).path("values");
          if (values.isEmpty()) {
            return;
          }
          html.raw("<h3>").text(title).raw("</h3><ul>");
          for (int i = 0; i < Math.min(FACET_VALUES, values.size()); i++) {
            JsonNode value = values.path(i);
            String narrowed = "(" + query + ") AND " + value.path("term").asText();
            String name = value.path("value").asText();
            html.raw("<li>")
                .link(
                    path(narrowed, sort, null),
                    value.path("name").asText(VALUES.getOrDefault(name, name)))
                .raw(" <span class=\"meta\">")
                .text(value.path("count").asText())
                .raw("</span></li>");
          }
          html.raw("</ul>");
        });
    html.raw("</details>");
  }

  private static void items(Html html, JsonNode items) {
    html.raw("<ol class=\"publications\">");
    for (JsonNode item : items) {
      html.raw("<li>");
      PublicationLine.add(html, item);
      html.raw("</li>");
    }
    html.raw("</ol>");
  }

  private static void keep(Html html, String query, @Nullable String sort) {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("q", query);
    parameters.put("sort", sort);
    html.raw("<footer>This search: ")
        .link(path(query, sort, null), "address to keep")
        .raw(" · ")
        .link(SearchReads.CITATIONS + "?" + SearchReads.query(parameters), "as JSON")
        .raw("<details><summary>Keep it as a strategy, with its counts and what is new since the ")
        .raw("last run</summary><pre><code>curl -s \"$HOST/api/v1/strategies\" ")
        .raw(
            "-H \"Authorization: Bearer $TOKEN\" \\\n     -H 'Content-Type: application/json' -d '")
        .text(strategy(query))
        .raw("'</code></pre></details></footer>");
  }

  /// As JSON inside a shell's single quotes.
  private static String strategy(String query) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", query.length() > 60 ? query.substring(0, 60) + "…" : query)
        .put("query", query)
        .toString()
        .replace("'", "'\\''");
  }

  private static String path(String query, @Nullable String sort, @Nullable String cursor) {
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("q", query);
    parameters.put("sort", sort);
    parameters.put("cursor", cursor);
    return "/search?" + SearchReads.query(parameters);
  }
}
