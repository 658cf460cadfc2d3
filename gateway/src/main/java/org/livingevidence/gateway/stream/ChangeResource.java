package org.livingevidence.gateway.stream;

import static org.livingevidence.gateway.read.ReadGate.parse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.read.FeedStore;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;

/// The change feed in pages of JSON. With `Accept: text/event-stream` [ChangeStreamRoute] answers
// the same
/// paths before this is reached.
@Path("/api/v1")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
class ChangeResource {
  private final Snapshots snapshots;
  private final FeedStore log;
  private final ChangeJson json;
  private final ConditionAnswers conditions;
  private final ReadGate gate;
  private final StreamConfig config;
  private final ObjectMapper mapper;

  ChangeResource(
      Snapshots snapshots,
      FeedStore log,
      ChangeJson json,
      ConditionAnswers conditions,
      ReadGate gate,
      StreamConfig config,
      ObjectMapper mapper) {
    this.snapshots = snapshots;
    this.log = log;
    this.json = json;
    this.conditions = conditions;
    this.gate = gate;
    this.config = config;
    this.mapper = mapper;
  }

  @GET
  @Path("changes")
  @Operation(
      summary = "Changes of all conditions",
      description =
          "After the position since= (0 is the oldest kept), oldest first; as pages of JSON, or as a"
              + " stream with Accept: text/event-stream, resumed by Last-Event-ID.")
  public Response changes(
      @QueryParam("since") @Nullable String since,
      @QueryParam("limit") @Nullable Integer limit,
      @Context HttpHeaders headers) {
    return page(null, since, limit, headers);
  }

  @GET
  @Path("conditions/{condition}/changes")
  @Operation(
      summary = "Changes of one condition",
      description = "Those that came through its narrower conditions included; as above.")
  public Response ofCondition(
      @PathParam("condition") String condition,
      @QueryParam("since") @Nullable String since,
      @QueryParam("limit") @Nullable Integer limit,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return conditions.with(condition, uri, id -> page(id, since, limit, headers));
  }

  private Response page(
      @Nullable String conditionId,
      @Nullable String since,
      @Nullable Integer limit,
      HttpHeaders headers) {
    long after = parse("since", since);
    int size = limit == null ? config.page() : limit;
    if (size < 1 || size > config.pageLimit()) {
      throw Problems.invalid("limit", "is not between 1 and " + config.pageLimit());
    }
    gate.pass(
        headers.getHeaderString(ReadGate.POSITION),
        null,
        headers.getHeaderString(ReadGate.VERSION));
    gate.awaitPosition(after);
    return snapshots.read(
        snapshot -> {
          long horizon = log.horizon(snapshot);
          if (after > 0 && after < horizon) {
            ObjectNode reset = json.reset(horizon, snapshot.position());
            throw Problems.builder(Response.Status.GONE, reset.path("reason").asText())
                .withType(Problems.type("reset"))
                .with("oldest", horizon + 1)
                .with("position", snapshot.position())
                .build();
          }
          List<ChangeRow> changes =
              log.read(snapshot, conditionId, after, snapshot.position(), size);
          long total = log.count(snapshot, conditionId, after);
          ObjectNode answer = mapper.createObjectNode();
          ArrayNode items = answer.putArray("items");
          changes.forEach(change -> items.add(json.of(change)));
          answer.put("total", total);
          if (changes.size() < total) {
            answer.put("next", Long.toString(changes.getLast().position()));
          }
          answer.put("position", snapshot.position());
          return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE)
              .header(HttpHeaders.CACHE_CONTROL, "no-cache")
              .header(ReadGate.POSITION, snapshot.position())
              .build();
        });
  }
}
