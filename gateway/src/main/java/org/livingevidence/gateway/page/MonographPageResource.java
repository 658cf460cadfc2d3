package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The pages of monographs, as the drug-service has them. When that is away the page says so; the
/// summaries on the pages of conditions do not need it.
@Path("/monographs")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class MonographPageResource {
  private static final String API = "/api/v1/monographs";
  private static final int LISTED = 200;

  private final OwnerReads owner;
  private final ObjectMapper mapper;

  MonographPageResource(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  @GET
  @Operation(hidden = true)
  public Response monographs(@HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    Answer answer = owner.drugs(API + "?limit=" + LISTED, authorization);
    if (!(answer instanceof Answer.Found(byte[] json))) {
      return otherwise(answer);
    }
    Html html = new Html();
    html.raw("<article><h1>Monographs</h1><ul class=\"conditions\">");
    JsonNode found = mapper.readTree(json);
    for (JsonNode each : found.path("items")) {
      html.raw("<li>").link(MonographPage.path(each.path("id").asText()), text(each, "title"));
      html.raw("<br><span class=\"meta\">").text(text(each, "lead")).raw("</span></li>");
    }
    html.raw(found.path("items").isEmpty() ? "</ul><p>None is held.</p>" : "</ul>");
    return Html.answer(
        Response.Status.OK.getStatusCode(),
        Html.page("Monographs", html.raw("</article>").toString()));
  }

  @GET
  @Path("{monograph}")
  @Operation(hidden = true)
  public Response monograph(
      @PathParam("monograph") String id,
      @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    String path = API + "/" + ConditionPaths.segment(id);
    Answer answer = owner.drugs(path, authorization);
    if (!(answer instanceof Answer.Found(byte[] json))) {
      return otherwise(answer);
    }
    JsonNode monograph = mapper.readTree(json);
    JsonNode quotes = MissingNode.getInstance();
    if (!monograph.findValues("quote").isEmpty()
        && owner.drugs(path + "/lint", authorization) instanceof Answer.Found(byte[] report)) {
      quotes = mapper.readTree(report).path("quotes");
    }
    return Html.answer(Response.Status.OK.getStatusCode(), MonographPage.of(monograph, quotes));
  }

  private Response otherwise(Answer answer) throws IOException {
    return RefusedPage.of(mapper, answer, "No such monograph");
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
