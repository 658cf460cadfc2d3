package org.livingevidence.access;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/// The audit log, for operators.
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
  private final AuditStore store;
  private final AccessConfig config;

  AuditResource(AuditStore store, AccessConfig config) {
    this.store = store;
    this.config = config;
  }

  record Page(List<AuditStore.Entry> items, long total, @Nullable Long next) {}

  /// @param since the id after which to read; 0 is the beginning
  /// @param limit how many entries at most
  @GET
  @RolesAllowed(Roles.OPERATOR)
  @Operation(operationId = "readAuditLog", summary = "Who did what, oldest first")
  public Response read(
      @QueryParam("since") @DefaultValue("0") long since,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    if (limit < 1 || limit > config.auditPage()) {
      throw Problems.invalid("limit", "must be between 1 and " + config.auditPage());
    }
    var items = store.after(since, limit);
    Long next = items.size() == limit ? items.getLast().id() : null;
    return Response.ok(new Page(items, store.size(), next)).build();
  }
}
