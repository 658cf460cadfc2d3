package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The pages of labels, as the drug-service has them.
@Path("/labels/{setId}")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class LabelPageResource {
  private final OwnerReads owner;
  private final ObjectMapper mapper;

  LabelPageResource(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  @GET
  @Operation(hidden = true)
  public Response label(
      @PathParam("setId") String setId,
      @QueryParam("version") @DefaultValue("current") String version,
      @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    String versions = "/api/v1" + LabelPage.path(setId) + "/versions";
    Answer history = owner.drugs(versions, authorization);
    if (!(history instanceof Answer.Found(byte[] all))) {
      return otherwise(history);
    }
    JsonNode held = mapper.readTree(all);
    return page(
        owner.drugs(versions + "/" + ConditionPaths.segment(version), authorization),
        label -> LabelPage.of(label, held));
  }

  @GET
  @Path("diff")
  @Operation(hidden = true)
  public Response diff(
      @PathParam("setId") String setId,
      @QueryParam("from") @DefaultValue("current") String from,
      @QueryParam("to") @DefaultValue("current") String to,
      @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    String uri =
        "/api/v1"
            + LabelPage.path(setId)
            + "/versions/"
            + ConditionPaths.segment(from)
            + "/diff?to="
            + ConditionPaths.segment(to);
    return page(owner.drugs(uri, authorization), LabelDiffPage::of);
  }

  private Response page(Answer answer, Function<JsonNode, String> page) throws IOException {
    return answer instanceof Answer.Found(byte[] json)
        ? Html.answer(Response.Status.OK.getStatusCode(), page.apply(mapper.readTree(json)))
        : otherwise(answer);
  }

  private Response otherwise(Answer answer) throws IOException {
    return RefusedPage.of(mapper, answer, "This label is not held");
  }
}
