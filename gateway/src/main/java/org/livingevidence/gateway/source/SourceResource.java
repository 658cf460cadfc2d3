package org.livingevidence.gateway.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;

/// How fresh everything is.
@Path("/api/v1/sources")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class SourceResource {
  private final Snapshots snapshots;
  private final SourceStore store;
  private final ReadGate gate;

  SourceResource(Snapshots snapshots, SourceStore store, ReadGate gate) {
    this.snapshots = snapshots;
    this.store = store;
    this.gate = gate;
  }

  @GET
  @Operation(
      summary = "The sources of the views",
      description = "What each was read to, when it last said something, and who projects.")
  public Response sources(@Context HttpHeaders headers) {
    pass(headers);
    return snapshots.read(
        snapshot -> {
          ObjectNode answer = JsonNodeFactory.instance.objectNode();
          answer.put("position", snapshot.position());
          var items = store.sources(snapshot);
          answer.set("items", items);
          answer.put("total", items.size());
          answer.set("projector", store.projector(snapshot));
          answer.set("linking", store.linking(snapshot, null));
          return fresh(answer, snapshot.position());
        });
  }

  private void pass(HttpHeaders headers) {
    gate.pass(
        headers.getHeaderString(ReadGate.POSITION),
        null,
        headers.getHeaderString(ReadGate.VERSION));
  }

  static Response fresh(ObjectNode answer, long position) {
    return Response.ok(answer)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(ReadGate.POSITION, position)
        .build();
  }
}
