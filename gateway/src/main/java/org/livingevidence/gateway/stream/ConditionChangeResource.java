package org.livingevidence.gateway.stream;

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

/// Changes of one condition in pages; streams of them are [ChangeStreamRoute]'s.
@Path("/api/v1/conditions/{condition}/changes")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
class ConditionChangeResource {
  private final ChangePages pages;
  private final ConditionAnswers conditions;

  ConditionChangeResource(ChangePages pages, ConditionAnswers conditions) {
    this.pages = pages;
    this.conditions = conditions;
  }

  /// @param condition its id, or its slug
  /// @param since the position after which changes are told, 0 is the oldest kept
  /// @param limit how many at most
  @GET
  @Operation(
      operationId = "listConditionChanges",
      summary = "Changes of one condition",
      description = "Those that came through its narrower conditions included.")
  public Response changes(
      @PathParam("condition") String condition,
      @QueryParam("since") @Nullable String since,
      @QueryParam("limit") @Nullable Integer limit,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return conditions.with(condition, uri, id -> pages.page(id, since, limit, headers));
  }
}
