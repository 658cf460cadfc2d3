package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.livingevidence.bibliography.markup.Markup;

/// HTML put together from text that is escaped on its way in.
final class Html {
  private static final String POLICY =
      "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final StringBuilder out = new StringBuilder(16_384);

  /// Appends markup of ours, as it is.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Appends text of others, escaped for content and for quoted attributes.
  Html text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return this;
  }

  /// Appends text with its markup, written anew from the allow-list; text alone where it has none,
  /// or where the markup is not what it should be.
  Html marked(String text, JsonNode markup) {
    Markup read = Markup.of(markup.textValue());
    return read == null || !read.plain().equals(text) ? text(text) : raw(read.html());
  }

  /// Appends an element with text.
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">");
  }

  /// Appends a link; an address that is neither a path nor https is left out, and the text stands
  /// alone.
  Html link(String address, String text) {
    boolean safe =
        address.startsWith("https://") || (address.startsWith("/") && !address.startsWith("//"));
    return safe ? raw("<a href=\"").text(address).raw("\">").text(text).raw("</a>") : text(text);
  }

  /// Appends the text of a field, followed by `after`; nothing when the field is absent.
  Html field(JsonNode node, String field, String after) {
    String text = node.path(field).asText("");
    return text.isEmpty() ? this : text(text).raw(after);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /// A page as an answer: never kept without asking again, and held to what is ours.
  static Response answer(int status, String page) {
    return Response.status(status)
        .entity(page)
        .type("text/html;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .build();
  }

  /// A whole page.
  static String page(String title, String body) {
    return new Html()
        .raw("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .element("title", title + " · Living Evidence")
        .raw("<link rel=\"stylesheet\" href=\"/assets/page.css\">")
        .raw("<script src=\"/assets/page.js\" defer></script></head><body>")
        .raw("<header><a href=\"/\">Living Evidence</a></header><main>")
        .raw(body)
        .raw("</main></body></html>")
        .toString();
  }
}
