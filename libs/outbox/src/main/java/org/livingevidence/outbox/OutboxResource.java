package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// The outbox of this service, for operators. What is asked for here the relay does, in whichever
/// process it runs.
@Path("/api/v1/outbox")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@RunOnVirtualThread
public class OutboxResource {
  private static final int MOST_IDS = 100;
  private static final int MOST_ITEMS = 1000;

  private final StatusStore store;
  private final Outbox outbox;
  private final RelayMetrics metrics;
  private final AuditLog audit;
  private final ContentStore content;
  private final List<AggregateSource> sources;
  private final List<String> types;

  OutboxResource(
      StatusStore store,
      ContentStore content,
      Outbox outbox,
      RelayMetrics metrics,
      AuditLog audit,
      @All List<AggregateSource> sources) {
    this.store = store;
    this.outbox = outbox;
    this.metrics = metrics;
    this.audit = audit;
    this.content = content;
    this.sources = List.copyOf(sources);
    this.types = sources.stream().map(AggregateSource::type).toList();
  }

  /// @param type the aggregate type to emit again; all of them when absent
  public record ReemissionRequest(@Nullable String type) {}

  /// @param event the event that retries, when a new version was needed
  public record Retried(@Nullable String event) {}

  @GET
  @Operation(operationId = "readOutbox", summary = "What waits to be published, and what is wrong")
  public OutboxStatus read() {
    return store.status(metrics.leading());
  }

  @POST
  @Path("re-emissions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @Operation(operationId = "emitAgain", summary = "Publish the state of every aggregate again")
  public Response emitAgain(@Nullable ReemissionRequest request) {
    String type = request == null ? null : request.type();
    if (type != null) {
      source(type);
    }
    List<String> wanted = type == null ? types : List.of(type);
    store.emitAgain(wanted, "an operator asked for it");
    audit.record("re-emit", "outbox", String.join(",", wanted), null, null, null);
    return accepted();
  }

  private AggregateSource source(String type) {
    return sources.stream()
        .filter(source -> source.type().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.unprocessable(
                    "This service does not own aggregates of type \"%s\"; it owns %s."
                        .formatted(type, String.join(", ", types)),
                    List.of(new FieldError("type", "must be one of " + String.join(", ", types)))));
  }

  /// @param ids only these, at most 100; all when absent
  @GET
  @Path("content")
  @Operation(
      operationId = "readOwnedContent",
      summary = "Version and content hash of every aggregate",
      description =
          "As this service would publish them now, in the order of their ids: what a copy is"
              + " compared with. id= may be given up to 100 times.")
  public OwnedContent readContent(
      @QueryParam("type") @DefaultValue("") String type,
      @QueryParam("id") List<String> ids,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("500") int limit) {
    AggregateSource source = source(type);
    if (ids.size() > MOST_IDS) {
      throw Problems.unprocessable(
          "At most " + MOST_IDS + " ids are answered at once.",
          List.of(new FieldError("id", "must be given at most " + MOST_IDS + " times")));
    }
    int most = Math.clamp(limit, 1, MOST_ITEMS);
    List<OwnedContent.Item> items =
        content.read(source, ids.isEmpty() ? null : ids, after.replace("\0", ""), most);
    return new OwnedContent(items, items.size() < most ? null : items.getLast().id());
  }

  @POST
  @Path("restored")
  @Transactional
  @Operation(
      operationId = "databaseRestored",
      summary = "Say that this service's database was restored from a backup",
      description =
          "Raises the epoch, publishes everything again under it, and a deletion of every key that"
              + " the topics hold and the database does not.")
  public Response restored() {
    store.restored("an operator said so");
    audit.record("restored", "outbox", String.join(",", types), null, null, null);
    return accepted();
  }

  @POST
  @Path("blocked/{type}/{id: .+}/retry")
  @Transactional
  @Operation(operationId = "retryBlocked", summary = "Try a blocked aggregate again")
  public Retried retry(@PathParam("type") String type, @PathParam("id") String id) {
    LockedAggregate aggregate = outbox.lock(type, id);
    StatusStore.Block block = store.unblock(type, id);
    EventId event =
        switch (block) {
          case NONE -> throw Problems.notFound("blocked aggregate of type " + type, id);
          // Its row may be gone, as after a re-emission; and a conflict needs a version of its own.
          case FAILED, CONFLICT ->
              aggregate.deleted() ? null : aggregate.changed(List.of(), Lane.INTERACTIVE);
        };
    outbox.wakeAtCommit();
    JsonNode before = JsonNodeFactory.instance.objectNode().put("block", block.name());
    audit.record("retry", type, id, before, null, null);
    return new Retried(event == null ? null : event.toString());
  }

  private Response accepted() {
    outbox.wakeAtCommit();
    return Response.accepted(store.status(metrics.leading())).build();
  }
}
