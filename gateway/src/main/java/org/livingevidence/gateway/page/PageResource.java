package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.condition.ConditionReads;

/// The pages: a beginning that finds conditions, and a page for each.
@Path("/")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class PageResource {
  private static final String POLICY =
      "default-src 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final ConditionAnswers answers;
  private final ConditionReads reads;
  private final ObjectMapper mapper;

  PageResource(ConditionAnswers answers, ConditionReads reads, ObjectMapper mapper) {
    this.answers = answers;
    this.reads = reads;
    this.mapper = mapper;
  }

  @GET
  @Operation(hidden = true)
  public Response index(@QueryParam("q") @Nullable String query) {
    JsonNode found = reads.list(query);
    Html html = new Html();
    html.raw("<h1>Living Evidence</h1><form action=\"/\" role=\"search\"><label>Condition ");
    html.raw("<input type=\"search\" name=\"q\" value=\"").text(query == null ? "" : query);
    html.raw("\"></label> <button>Find</button></form><p>").text(found.path("total").asText());
    html.raw(" conditions.</p><ul>");
    for (JsonNode item : found.path("items")) {
      html.raw("<li>")
          .link(
              ConditionPaths.page(item.path("slug").asText(item.path("id").asText())),
              item.path("naturalName").asText())
          .raw(" ")
          .text(item.path("publications").asText())
          .raw(" publications, ")
          .text(item.path("drugs").asText())
          .raw(" drugs</li>");
    }
    html.raw("</ul><p>").link("/api/v1/openapi", "API").raw(" · ");
    html.link("/api/v1/asyncapi", "Events").raw(" · ").link("/api/v1/sources", "Sources");
    return page(Html.page("Conditions", html.raw("</p>").toString()));
  }

  @GET
  @Path("conditions/{condition}")
  @Operation(hidden = true)
  public Response condition(@PathParam("condition") String condition, @Context UriInfo uri) {
    return answers.with(
        condition,
        uri,
        id -> {
          byte[] view = reads.view(id);
          return view == null ? null : page(ConditionPage.of(read(view)));
        });
  }

  private JsonNode read(byte[] view) {
    try {
      return mapper.readTree(view);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Response page(String html) {
    return Response.ok(html, "text/html;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .build();
  }
}
