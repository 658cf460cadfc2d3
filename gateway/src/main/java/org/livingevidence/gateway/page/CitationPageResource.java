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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The page of a publication, by any reference that the citation-service knows it by.
@Path("/citations")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class CitationPageResource {
  private static final String CITATIONS = "/api/v1/citations/";

  private final OwnerReads owner;
  private final ObjectMapper mapper;

  CitationPageResource(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  @GET
  @Path("{reference: .+}")
  @Operation(hidden = true)
  public Response citation(
      @PathParam("reference") String reference,
      @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    Answer found = owner.citations(CITATIONS + ConditionPaths.segment(reference), authorization);
    return switch (found) {
      case Answer.Found(byte[] json) ->
          Html.answer(Response.Status.OK.getStatusCode(), CitationPage.of(mapper.readTree(json)));
      case Answer.Elsewhere(String location) ->
          Response.status(308)
              .header("Location", URI.create(location).getRawPath().replace("/api/v1", ""))
              .build();
      case Answer.Refused(int status, String detail, byte[] json) -> refused(status, detail, json);
    };
  }

  private Response refused(int status, String detail, byte[] json) throws IOException {
    JsonNode problem = json.length == 0 ? mapper.createObjectNode() : mapper.readTree(json);
    String title =
        switch (status) {
          case 300 -> "Which publication?";
          case 404 -> "No such publication";
          case 503 -> "Not to be had just now";
          default -> "This page cannot be shown";
        };
    Html html = new Html();
    html.element("h1", title).element("p", problem.path("detail").asText(detail));
    if (problem.path("choices").isArray()) {
      html.raw("<ul>");
      for (JsonNode choice : problem.path("choices")) {
        String id = choice.path("id").asText();
        html.raw("<li>").link(CitationPage.path(id), id).raw("</li>");
      }
      html.raw("</ul>");
    }
    SearchPage.form(html, "");
    return Html.answer(status, Html.page(title, html.toString()));
  }
}
