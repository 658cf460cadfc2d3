package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/// What registers say of a drug, as sections of its page: each says of which day it speaks.
final class RegisterSections {
  private final Html html;

  RegisterSections(Html html) {
    this.html = html;
  }

  void applications(JsonNode list) {
    html.raw("<section id=\"applications\"><h2>Applications in the United States</h2>");
    release(list);
    if (!list.path("items").isEmpty()) {
      html.raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Applications\">")
          .raw("<table><thead><tr><th>Number</th><th>Names</th><th>Sponsor</th>")
          .raw("<th>First approved</th><th>Forms</th><th>Labels held</th></tr></thead><tbody>");
      list.path("items").forEach(this::application);
      html.raw("</tbody></table></div>");
      more(html, list);
    }
    html.raw("</section>");
  }

  private void application(JsonNode application) {
    html.raw("<tr><td>").text(application.path("number").asText());
    if (application.path("combination").asBoolean()) {
      html.text(" (combination)");
    }
    html.raw("</td><td>").text(distinct(application.path("products"), "name"));
    suffixed(application.path("suffixed"));
    html.raw("</td><td>");
    html.text(application.path("sponsor").asText("")).raw("</td><td>");
    html.text(application.path("approved").asText("")).raw("</td><td>");
    html.text(distinct(application.path("products"), "form")).raw("</td><td>");
    String separator = "";
    for (JsonNode label : application.path("labels")) {
      html.raw(separator);
      html.link(LabelPage.path(label.path("setId").asText()), label.path("name").asText());
      separator = "<br>";
    }
    html.raw("</td></tr>");
  }

  /// What a biological product with a suffix is said to be, in the words of its own label.
  private void suffixed(JsonNode suffixed) {
    if (suffixed.isEmpty()) {
      return;
    }
    html.raw("<p class=\"suffixed\">").text(suffixed.path("name").asText());
    JsonNode source = suffixed.path("source");
    if (source.isMissingNode()) {
      html.text(": " + suffixed.path("why").asText()).raw("</p>");
    } else {
      html.text(": " + suffixed.path("standing").asText() + ", says ");
      html.link(LabelPage.path(source.path("setId").asText()), "its label").raw("</p>");
      html.raw("<blockquote>").text(source.path("sentence").asText()).raw("</blockquote>");
    }
  }

  void designations(JsonNode list) {
    html.raw("<section id=\"designations\"><h2>Orphan designations in the United States</h2>");
    release(list);
    html.raw("<ul>");
    for (JsonNode each : list.path("items")) {
      html.raw("<li>").text(each.path("designation").asText());
      html.text(" — " + each.path("status").asText() + ", " + each.path("designated").asText());
      for (JsonNode approval : each.path("approvals")) {
        html.raw("<blockquote>").text(approval.path("indication").asText("")).raw("</blockquote>");
        html.raw("<p class=\"meta\">").field(approval, "tradeName", ", ");
        html.text("approved " + approval.path("approved").asText("on a day not told"));
        if (approval.has("exclusivityEnds")) {
          html.text(", exclusive until " + approval.path("exclusivityEnds").asText());
        }
        html.raw("</p>");
      }
      html.raw("</li>");
    }
    html.raw("</ul>");
    more(html, list);
    html.raw("</section>");
  }

  /// Of which day the register speaks: without one an empty list says nothing.
  private void release(JsonNode list) {
    String register = list.path("register").asText("");
    String release = list.path("release").asText("");
    html.raw("<p class=\"meta\">");
    if (register.isEmpty()) {
      html.text("Not to be had just now.");
    } else if (release.isEmpty()) {
      html.text(register + " is not held: this says nothing of whether there are any.");
    } else {
      html.text("As " + register + " stood on " + release + ".");
    }
    html.raw("</p>");
  }

  /// How many there are that a list does not show.
  static void more(Html html, JsonNode list) {
    long rest = list.path("total").asLong() - list.path("items").size();
    if (rest > 0) {
      html.element("p", rest + " more are in the list as JSON.");
    }
  }

  private static String distinct(JsonNode items, String field) {
    Stream<String> values = items.valueStream().map(item -> item.path(field).asText(""));
    return String.join(", ", values.filter(value -> !value.isEmpty()).distinct().toList());
  }
}
