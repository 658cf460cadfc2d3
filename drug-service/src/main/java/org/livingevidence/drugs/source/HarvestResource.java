package org.livingevidence.drugs.source;

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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Roles;
import org.livingevidence.harvest.Harvest;
import org.livingevidence.harvest.HarvestDesk;

/// Harvests over HTTP. An importer sees its own, an operator all; somebody else's is not found.
@Path("/api/v1/harvests")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HarvestResource {
  private final HarvestDesk desk;

  HarvestResource(HarvestDesk desk) {
    this.desk = desk;
  }

  /// All harvests that one may see, oldest first, each with its last run.
  @Schema(name = "Harvests")
  public record Harvests(List<LabelHarvest> items, long total) {}

  @GET
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "listHarvests", summary = "What is fetched from the sources")
  public Harvests list() throws SQLException {
    List<LabelHarvest> items = desk.list().stream().map(this::form).toList();
    return new Harvests(items, items.size());
  }

  /// Fetches the labels that a query finds, or set ids, and remembers it, so that it can be done
  /// again.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(
      operationId = "createHarvest",
      summary = "Fetch from a source by query or ids, and remember it")
  public Response create(
      NewLabelHarvest written, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key)
      throws SQLException, IOException {
    return desk.create(written.from(), written.wanted(), written, key, this::form);
  }

  /// One harvest with its runs, and how the import of each stands.
  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "getHarvest", summary = "Read a harvest and its runs")
  public LabelHarvest get(@PathParam("id") String id) throws SQLException {
    return form(desk.get(id));
  }

  /// Forgets a harvest. What it fetched stays, and so do its imports.
  @DELETE
  @Path("/{id}")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "deleteHarvest", summary = "Forget a harvest")
  public Response delete(@PathParam("id") String id) throws SQLException {
    return desk.delete(id);
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
    return desk.run(id, everything);
  }

  private LabelHarvest form(Harvest harvest) {
    return LabelHarvest.of(desk.id(harvest), harvest);
  }
}
