package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.livingevidence.gateway.condition.ConditionPaths;

/// The conditions that a query finds.
final class SearchPage {
  private SearchPage() {}

  /// @param query as it was asked; empty for all
  /// @param found the first page of what matches
  static String of(String query, JsonNode found) {
    Html html = new Html().element("h1", "Conditions");
    form(html, query);
    if (found.path("items").isEmpty()) {
      html.raw("<p>No condition here is called “").text(query).raw("”, nor has a name or synonym ");
      html.raw("with a word that begins so. That says nothing about the condition: ")
          .raw("only what was imported is found.</p>");
    } else if (!query.isEmpty()) {
      html.raw("<p class=\"meta\">").text(found.path("total").asText()).raw(" found for “");
      html.text(query).raw("”</p>");
    }
    list(html, found);
    String title = query.isEmpty() ? "Conditions" : query + " · Conditions";
    return Html.page(title, html.raw("<p>").link("/", "Start").raw("</p>").toString());
  }

  /// The box to ask in.
  static void form(Html html, String query) {
    html.raw("<form action=\"/conditions\" role=\"search\"><label for=\"q\">Find a condition by a ")
        .raw(
            "name, a synonym or an id</label><div class=\"search\"><input type=\"search\" id=\"q\"")
        .raw(" name=\"q\" maxlength=\"200\" value=\"")
        .text(query)
        .raw("\"><button>Find</button></div></form>");
  }

  /// Where a query is answered.
  static String path(String query) {
    return "/conditions?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
  }

  /// Conditions with what there is on each; says when there are more than are shown.
  static void list(Html html, JsonNode found) {
    html.raw("<ul class=\"conditions\">");
    for (JsonNode item : found.path("items")) {
      html.raw("<li>")
          .link(
              ConditionPaths.page(item.path("slug").asText(item.path("id").asText())),
              item.path("naturalName").asText(item.path("name").asText()))
          .raw(" <span class=\"meta\">");
      counted(html, item.path("drugs").asLong(), "drug").raw(", ");
      counted(html, item.path("publications").asLong(), "publication").raw("</span></li>");
    }
    html.raw("</ul>");
    long total = found.path("total").asLong();
    if (total > found.path("items").size()) {
      html.raw("<p class=\"meta\">These are the first ")
          .text(Integer.toString(found.path("items").size()))
          .raw(" of " + total + "; a longer query finds fewer.</p>");
    }
  }

  /// `1 drug`, `3 drugs`.
  static Html counted(Html html, long n, String what) {
    return html.raw(n + " " + what + (n == 1 ? "" : "s"));
  }
}
