package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// Harvests over HTTP. An importer sees its own, an operator all; somebody else's is not found.
@Path("/api/v1/harvests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HarvestResource {
  private static final String TYPE = "harvest";

  private final HarvestStore store;
  private final HarvestRuns runs;
  private final SecurityIdentity identity;
  private final IdempotencyKeys keys;
  private final AuditLog audit;

  HarvestResource(
      HarvestStore store,
      HarvestRuns runs,
      SecurityIdentity identity,
      IdempotencyKeys keys,
      AuditLog audit) {
    this.store = store;
    this.runs = runs;
    this.identity = identity;
    this.keys = keys;
    this.audit = audit;
  }

  /// All harvests that one may see, oldest first, each with its last run.
  @Schema(name = "Harvests")
  public record Harvests(List<Harvest> items, long total) {}

  @GET
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "listHarvests", summary = "What is fetched from PubMed")
  public Harvests list() throws SQLException {
    List<Harvest> items = new ArrayList<>();
    for (Harvest harvest : store.list(seen())) {
      items.add(runs.looked(harvest));
    }
    return new Harvests(items, items.size());
  }

  /// Fetches what a query finds, or PMIDs, and remembers it, so that it can be done again.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(
      operationId = "createHarvest",
      summary = "Fetch from PubMed by query or PMIDs, and remember it")
  public Response create(
      NewHarvest written, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key)
      throws SQLException, IOException {
    NewHarvest checked = written.checked();
    UUID id =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  JsonNode kept =
                      keys.once(key, "createHarvest", written, () -> created(checked)).body();
                  return UUID.fromString(String.valueOf(kept == null ? null : kept.asText()));
                });
    Harvest harvest = stored(id.toString());
    if (harvest.runs().isEmpty() || harvest.runs().getFirst().importId() == null) {
      runs.again(harvest, true);
    }
    return Response.status(Response.Status.CREATED)
        .header("Location", "/api/v1/harvests/" + id)
        .entity(stored(id.toString()))
        .build();
  }

  private IdempotencyKeys.Answer created(NewHarvest written) {
    UUID id = UUID.randomUUID();
    try {
      store.create(
          new Harvest(
              id,
              String.valueOf(written.name()),
              me(),
              written.query(),
              written.numbers(),
              written.interval(),
              Instant.now().truncatedTo(ChronoUnit.MILLIS),
              List.of()));
    } catch (SQLException e) {
      throw new DatabaseFailure("creating a harvest", e);
    }
    audit.record("create", TYPE, id.toString(), null, written.json(), null);
    return new IdempotencyKeys.Answer(
        Response.Status.CREATED.getStatusCode(),
        Map.of(),
        JsonNodeFactory.instance.textNode(id.toString()));
  }

  /// One harvest with its runs, and how the import of each stands.
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "getHarvest", summary = "Read a harvest and its runs")
  public Harvest get(@PathParam("id") String id) throws SQLException {
    return stored(id);
  }

  /// Forgets a harvest. What it fetched stays, and so do its imports.
  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "deleteHarvest", summary = "Forget a harvest")
  public Response delete(@PathParam("id") String id) throws SQLException {
    Harvest harvest = stored(id);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try {
                store.delete(harvest.id());
              } catch (SQLException e) {
                throw new DatabaseFailure("deleting a harvest", e);
              }
              audit.record("delete", TYPE, id, null, null, null);
            });
    return Response.noContent().build();
  }

  /// Fetches again (202).
  ///
  /// @param everything whether all of it, rather than what is new since the last finished run
  @POST
  @Path("/{id}/runs")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(
      operationId = "runHarvest",
      summary = "Fetch again: what was added or changed since, or everything")
  public Response run(
      @PathParam("id") String id,
      @QueryParam("everything") @DefaultValue("false") String everything)
      throws SQLException, IOException {
    if (!everything.equals("true") && !everything.equals("false")) {
      throw Problems.invalid("everything", "must be true or false");
    }
    int n = runs.again(stored(id), everything.equals("true"));
    Harvest.Run run =
        stored(id).runs().stream().filter(each -> each.n() == n).findFirst().orElseThrow();
    return Response.accepted(run).header("Location", "/api/v1/harvests/" + id).build();
  }

  private Harvest stored(String id) throws SQLException {
    Harvest found = null;
    if (id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      found = runs.read(seen(), UUID.fromString(id));
    }
    if (found == null) {
      throw Problems.notFound(TYPE, id.length() > 60 ? "…" : id);
    }
    return found;
  }

  /// Whose harvests one sees; null for everybody's.
  private @Nullable String seen() {
    return identity.hasRole(Roles.OPERATOR) ? null : me();
  }

  private String me() {
    return identity.getPrincipal().getName();
  }
}
