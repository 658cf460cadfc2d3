package org.livingevidence.systemtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the gateway says of every condition, without what may differ between two runs that hold
/// the same: versions, positions, the time something became known here, and freshness. Two stacks
/// with equal canonical content say the same.
final class CanonicalContent {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> OUTSIDE =
      Set.of("version", "position", "knownSince", "freshness", "asOf");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI gateway;

  CanonicalContent(URI gateway) {
    this.gateway = gateway;
  }

  /// Condition id → its view and all its citations, as canonical text.
  SortedMap<String, String> read() throws IOException, InterruptedException {
    SortedMap<String, String> all = new TreeMap<>();
    String next = "/api/v1/conditions?limit=100";
    while (next != null) {
      JsonNode page = get(next);
      for (JsonNode item : page.path("items")) {
        String id = item.path("id").asText();
        StringBuilder text = new StringBuilder(strip(get("/api/v1/conditions/" + id)).toString());
        String more = "/api/v1/conditions/" + id + "/citations?limit=100";
        while (more != null) {
          JsonNode citations = get(more);
          text.append('\n').append(strip(citations.path("items")));
          more = following(more, citations);
        }
        all.put(id, text.toString());
      }
      next = following(next, page);
    }
    return all;
  }

  /// A page's `next` is a link, or a cursor for the same path.
  private static @org.jspecify.annotations.Nullable String following(String path, JsonNode page) {
    if (!page.path("next").isTextual()) {
      return null;
    }
    String next = page.path("next").asText();
    if (next.startsWith("/") || next.startsWith("http")) {
      return next;
    }
    return path.replaceAll("&cursor=.*", "")
        + "&cursor="
        + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(gateway.resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private static JsonNode strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode kept = JSON.createObjectNode();
      new TreeMap<>(
              JSON.convertValue(
                  object,
                  new com.fasterxml.jackson.core.type.TypeReference<
                      java.util.Map<String, JsonNode>>() {}))
          .forEach(
              (name, value) -> {
                if (!OUTSIDE.contains(name)) {
                  kept.set(name, strip(value));
                }
              });
      return kept;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode kept = JSON.createArrayNode();
      array.forEach(element -> kept.add(strip(element)));
      return kept;
    }
    return node;
  }
}
