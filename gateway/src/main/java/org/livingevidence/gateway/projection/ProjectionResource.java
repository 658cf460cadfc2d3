package org.livingevidence.gateway.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.rebuild.RebuildStore.Rebuild;

/// What operators see of the projection and may ask of it. Requests are kept in the store and done
/// by whichever process is the projector.
@Path("/api/v1/projection")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class ProjectionResource {
  private static final String AGGREGATE = "projection";

  private final StatusStore store;
  private final ProjectionProcess projector;
  private final AuditLog audit;
  private final SecurityIdentity identity;

  ProjectionResource(
      StatusStore store, ProjectionProcess projector, AuditLog audit, SecurityIdentity identity) {
    this.store = store;
    this.projector = projector;
    this.audit = audit;
    this.identity = identity;
  }

  /// A rebuild that is asked for.
  ///
  /// @param reason why; kept with it
  /// @param force whether to switch even to far less than is live; false when absent
  public record RebuildRequest(
      @Nullable @Size(max = 1000) String reason, @Nullable Boolean force) {}

  /// A page of records set aside.
  ///
  /// @param next the `after` of the next page; null at the end
  public record DeadLetters(List<ProjectionStatus.DeadLetter> items, @Nullable Long next) {}

  @GET
  public ProjectionStatus status() throws SQLException {
    return store.status();
  }

  @POST
  @Path("/rebuilds")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  public Response rebuild(@Nullable @Valid RebuildRequest request) throws SQLException {
    String reason = request == null || request.reason() == null ? "asked for" : request.reason();
    boolean force = request != null && Boolean.TRUE.equals(request.force());
    Rebuild rebuild = store.requestRebuild(reason, identity.getPrincipal().getName(), force);
    audit.record(
        "rebuild",
        AGGREGATE,
        Long.toString(rebuild.id()),
        null,
        JsonNodeFactory.instance.objectNode().put("force", force),
        reason);
    projector.wakeup();
    return Response.accepted(rebuild).build();
  }

  @GET
  @Path("/dead-letters")
  public DeadLetters deadLetters(
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit)
      throws SQLException {
    List<ProjectionStatus.DeadLetter> items = store.deadLetters(after, limit);
    return new DeadLetters(items, items.size() < limit ? null : items.getLast().id());
  }

  @POST
  @Path("/dead-letters/{id}/redrive")
  @Transactional
  public Response redrive(@PathParam("id") long id) throws SQLException {
    if (!store.requestRedrive(id)) {
      throw Problems.notFound("dead letter", Long.toString(id));
    }
    audit.record("redrive", AGGREGATE, "dead-letter/" + id, null, null, null);
    projector.wakeup();
    return Response.accepted().build();
  }
}
