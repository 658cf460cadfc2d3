package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The pages of topics: what the citation-service says of one, for people. When that is away the
/// page says so; the pages of conditions do not need it.
@Path("/topics")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class TopicPageResource {
  private static final String TOPICS = "/api/v1/topics/";
  private static final int LISTED = 200;

  private final OwnerReads owner;
  private final ObjectMapper mapper;

  TopicPageResource(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  @GET
  @Path("{topic}")
  @Operation(hidden = true)
  public Response topic(
      @PathParam("topic") String topic,
      @QueryParam("style") @Nullable String style,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    String path = TOPICS + ConditionPaths.segment(topic);
    String kept = style == null ? "" : "style=" + encoded(style);
    Answer found = owner.citations(path, authorization);
    if (!(found instanceof Answer.Found(byte[] json))) {
      return otherwise(topic, found);
    }
    JsonNode read = mapper.readTree(json);
    String replacedBy = read.path("replacedBy").asText("");
    if (!replacedBy.isEmpty() && !replacedBy.equals(topic)) {
      return moved(replacedBy, kept);
    }
    String list = path + "/publications?limit=" + LISTED + (kept.isEmpty() ? "" : "&" + kept);
    Answer publications =
        owner.citations(cursor == null ? list : list + "&cursor=" + encoded(cursor), authorization);
    if (!(publications instanceof Answer.Found(byte[] listed))) {
      return otherwise(topic, publications);
    }
    return Html.answer(
        Response.Status.OK.getStatusCode(), TopicPage.of(read, mapper.readTree(listed), kept));
  }

  private Response otherwise(String topic, Answer answer) throws IOException {
    return switch (answer) {
      case Answer.Elsewhere(String location) -> {
        String path = URI.create(location).getRawPath();
        String segment = path.startsWith(TOPICS) ? path.substring(TOPICS.length()) : "";
        int end = segment.indexOf('/');
        yield Response.status(308)
            .header("Location", "/topics/" + (end < 0 ? segment : segment.substring(0, end)))
            .build();
      }
      case Answer.Refused(int status, String detail, byte[] json) ->
          refused(topic, status, detail, json);
      case Answer.Found found -> throw new IllegalStateException("what was found is shown");
    };
  }

  private static Response moved(String id, String kept) {
    return Response.status(308)
        .header("Location", TopicPage.path(id) + (kept.isEmpty() ? "" : "?" + kept))
        .build();
  }

  private Response refused(String topic, int status, String detail, byte[] json)
      throws IOException {
    JsonNode problem = json.length == 0 ? mapper.createObjectNode() : mapper.readTree(json);
    Html html = new Html();
    String title =
        switch (status) {
          case 300 -> "Which topic?";
          case 404 -> "No such topic";
          case 503 -> "Not to be had just now";
          default -> "This page cannot be shown";
        };
    html.element("h1", title).element("p", problem.path("detail").asText(detail));
    if (problem.path("choices").isArray()) {
      html.raw("<ul>");
      for (JsonNode choice : problem.path("choices")) {
        String id = choice.path("id").asText();
        html.raw("<li>").link(TopicPage.path(id), choice.path("name").asText(id)).raw("</li>");
      }
      html.raw("</ul>");
    }
    if (status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
      html.raw("<p>").link(TopicPage.path(topic), "Try again").raw("</p>");
    }
    SearchPage.form(html, "");
    return Html.answer(status, Html.page(title, html.toString()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
