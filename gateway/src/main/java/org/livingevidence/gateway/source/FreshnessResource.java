package org.livingevidence.gateway.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;

/// How fresh one condition's view is.
@Path("/api/v1/conditions/{condition}/freshness")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class FreshnessResource {
  private final Snapshots snapshots;
  private final SourceStore store;
  private final ConditionAnswers conditions;
  private final ReadGate gate;

  FreshnessResource(
      Snapshots snapshots, SourceStore store, ConditionAnswers conditions, ReadGate gate) {
    this.snapshots = snapshots;
    this.store = store;
    this.conditions = conditions;
    this.gate = gate;
  }

  /// @param condition its id, or its slug
  @GET
  @Operation(
      operationId = "readConditionFreshness",
      summary = "How fresh a condition's view is",
      description = "Its version, what its sources were read to, and whether links are pending.")
  public Response freshness(
      @PathParam("condition") String condition,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    gate.pass(
        headers.getHeaderString(ReadGate.POSITION),
        null,
        headers.getHeaderString(ReadGate.VERSION));
    return conditions.with(
        condition,
        uri,
        id ->
            snapshots.read(
                snapshot -> {
                  ObjectNode answer = JsonNodeFactory.instance.objectNode();
                  answer.put("condition", id);
                  answer.setAll(store.version(snapshot, id));
                  answer.put("position", snapshot.position());
                  answer.set("linking", store.linking(snapshot, id));
                  answer.set("sources", store.sources(snapshot));
                  return SourceResource.fresh(answer, snapshot.position());
                }));
  }
}
