package org.livingevidence.gateway.compare;

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
import org.livingevidence.gateway.read.ReadGate;

/// Drugs side by side for a condition, by REST.
@Path(ConditionPaths.API + "/{condition}/compare")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class CompareResource {
  private final ConditionAnswers conditions;
  private final Comparisons comparisons;

  CompareResource(ConditionAnswers conditions, Comparisons comparisons) {
    this.conditions = conditions;
    this.comparisons = comparisons;
  }

  /// @param condition its id, or its slug
  /// @param drugs ids or names of drugs, parted by commas
  @GET
  @Operation(
      operationId = "compareDrugs",
      summary = "Drugs side by side for a condition",
      description =
          "A row for each respect, a cell for each drug, each with its source. An approval counts only"
              + " where it names exactly this condition.")
  public Response compare(
      @PathParam("condition") String condition,
      @QueryParam("drugs") @Nullable String drugs,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return conditions.with(
        condition,
        uri,
        id -> {
          var answer = comparisons.of(id, drugs, headers);
          return answer == null
              ? null
              : Response.ok(answer.comparison())
                  .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                  .header(ReadGate.POSITION, answer.position())
                  .build();
        });
  }
}
