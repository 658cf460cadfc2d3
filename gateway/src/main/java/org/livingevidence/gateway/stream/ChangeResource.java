package org.livingevidence.gateway.stream;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;

/// Changes of all conditions in pages. With `Accept: text/event-stream` [ChangeStreamRoute] answers
/// the same path before this is reached.
@Path("/api/v1/changes")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
class ChangeResource {
  private final ChangePages pages;

  ChangeResource(ChangePages pages) {
    this.pages = pages;
  }

  /// @param since the position after which changes are told, 0 is the oldest kept
  /// @param limit how many at most
  @GET
  @Operation(
      operationId = "listChanges",
      summary = "Changes of all conditions",
      description =
          "After the position since= (0 is the oldest kept), oldest first; as pages of JSON, or as a"
              + " stream with Accept: text/event-stream, resumed by Last-Event-ID.")
  public Response changes(
      @QueryParam("since") @Nullable String since,
      @QueryParam("limit") @Nullable Integer limit,
      @Context HttpHeaders headers) {
    return pages.page(null, since, limit, headers);
  }
}
