package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// What a newcomer sees first: what this is, a way to ask, things to try, and what there is.
final class StartPage {
  private static final List<String> EXAMPLES =
      List.of("rheumatoid arthritis", "CAPS", "Still's disease", "DIRA");

  private StartPage() {}

  /// @param found the first page of all conditions
  static String of(JsonNode found) {
    Html html = new Html();
    html.raw("<h1>Living Evidence</h1><p class=\"lead\">For a medical condition: the drugs that ")
        .raw("act on it, on whose authority, and the publications behind them. Every statement ")
        .raw("says where it comes from, and the pages follow each change at its source.</p>");
    SearchPage.form(html, "");
    html.raw("<p class=\"meta\">Try ");
    String separator = "";
    for (String example : EXAMPLES) {
      html.raw(separator).link(SearchPage.path(example), example);
      separator = ", ";
    }
    html.raw("</p><h2>Conditions</h2>");
    if (found.path("items").isEmpty()) {
      html.raw("<p>Nothing is loaded yet. <code>./evidence import FILE…</code> brings topics, ")
          .raw("publications and drugs in.</p>");
    }
    SearchPage.list(html, found);
    html.raw("<footer>For programs: ").link("/api/v1/openapi", "the REST interface");
    html.raw(" · ").link("/api/v1/asyncapi", "events").raw(" · ");
    html.link("/api/v1/changes", "changes").raw(" · ").link("/api/v1/sources", "sources");
    return Html.page("Conditions", html.raw("</footer>").toString());
  }
}
