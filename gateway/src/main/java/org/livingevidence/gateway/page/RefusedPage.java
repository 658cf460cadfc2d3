package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The page of what its owner does not give: why, in the owner's words, and a way to search on.
final class RefusedPage {
  private RefusedPage() {}

  /// @param answer of an owner that has the thing at one address only
  /// @param absent the title when there is no such thing
  static Response of(ObjectMapper mapper, Answer answer, String absent) throws IOException {
    if (!(answer instanceof Answer.Refused(int status, String detail, byte[] json))) {
      throw new IllegalStateException("neither found nor refused: " + answer);
    }
    JsonNode problem = json.length == 0 ? mapper.createObjectNode() : mapper.readTree(json);
    String title =
        switch (status) {
          case 404 -> absent;
          case 503 -> "Not to be had just now";
          default -> "This page cannot be shown";
        };
    Html html = new Html();
    html.element("h1", title).element("p", problem.path("detail").asText(detail));
    SearchPage.form(html, "");
    return Html.answer(status, Html.page(title, html.toString()));
  }
}
