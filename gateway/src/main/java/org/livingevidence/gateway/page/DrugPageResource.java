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

/// The pages of drugs, as the drug-service has them.
@Path("/drugs/{id}")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class DrugPageResource {
  private final OwnerReads owner;
  private final ObjectMapper mapper;

  DrugPageResource(OwnerReads owner, ObjectMapper mapper) {
    this.owner = owner;
    this.mapper = mapper;
  }

  @GET
  @Operation(hidden = true)
  public Response drug(
      @PathParam("id") String id, @HeaderParam("Authorization") @Nullable String authorization)
      throws IOException {
    String path = "/api/v1" + DrugPage.path(id);
    Answer answer = owner.drugs(path, authorization);
    if (!(answer instanceof Answer.Found(byte[] json))) {
      return otherwise(answer);
    }
    var parts =
        new DrugPage.Parts(
            mapper.readTree(json),
            part(path + "/codes?limit=200", authorization),
            part(path + "/applications", authorization),
            part(path + "/designations", authorization),
            part("/api/v1/labels?limit=50&drug=" + ConditionPaths.segment(id), authorization));
    return Html.answer(Response.Status.OK.getStatusCode(), DrugPage.of(parts));
  }

  private JsonNode part(String uri, @Nullable String authorization) throws IOException {
    return owner.drugs(uri, authorization) instanceof Answer.Found(byte[] json)
        ? mapper.readTree(json)
        : MissingNode.getInstance();
  }

  private Response otherwise(Answer answer) throws IOException {
    return RefusedPage.of(mapper, answer, "This drug is not held");
  }
}
