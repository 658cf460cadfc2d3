package org.livingevidence.drugs.topic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// Records of the topics' log that this service could not take, for operators.
@Path("/api/v1/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class DeadLetterResource {
  private final DeadLetterStore store;
  private final TopicCopy copy;
  private final AuditLog audit;

  DeadLetterResource(DeadLetterStore store, TopicCopy copy, AuditLog audit) {
    this.store = store;
    this.copy = copy;
    this.audit = audit;
  }

  /// A page of records set aside.
  ///
  /// @param next the `after` of the next page; null at the end
  public record DeadLetters(List<DeadLetterStore.DeadLetter> items, @Nullable Long next) {}

  /// How a redrive ended.
  ///
  /// @param state `applied`, `stale` (nothing newer in it), or `parked` again
  /// @param reason why it is parked again
  public record Redriven(long id, String state, @Nullable String reason) {}

  /// @param after the last of the page before
  @GET
  @Operation(operationId = "listDeadLetters", summary = "Records that could not be taken")
  public DeadLetters list(
      @QueryParam("after") @DefaultValue("0") @Min(0) long after,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
    List<DeadLetterStore.DeadLetter> items = store.list(after, limit);
    return new DeadLetters(items, items.size() < limit ? null : items.getLast().id());
  }

  @POST
  @Path("/{id}/redrive")
  @Transactional
  @Operation(
      operationId = "redriveDeadLetter",
      summary = "Take a record after all",
      description =
          "Through the same reader and the same comparison of versions as any other: a stale one"
              + " changes nothing.")
  public Redriven redrive(@PathParam("id") long id) {
    var record = store.take(id);
    if (record == null) {
      throw Problems.notFound("dead letter", Long.toString(id));
    }
    var ending = copy.redrive(record);
    store.settle(id, ending.state(), ending.reason());
    audit.record(
        "redrive",
        "dead-letter",
        Long.toString(id),
        null,
        JsonNodeFactory.instance.objectNode().put("state", ending.state()),
        null);
    return new Redriven(id, ending.state(), ending.reason());
  }
}
