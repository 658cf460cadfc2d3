package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.indication.Restriction;

/// The restrictions of one drug. Version and ETag are the drug's.
@Path("/api/v1/drugs/{drugId}/restrictions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "drugs")
@RunOnVirtualThread
public class DrugRestrictionResource {
  private final Statements<Restriction> statements;

  DrugRestrictionResource(
      DrugStore store, DrugWriter writer, LabelReadings readings, IdempotencyKeys keys) {
    statements =
        new Statements<>(
            new Statements.Kind<>(
                "restriction",
                "restrictions",
                form -> Restriction.read(form).byPerson(),
                Restriction::id,
                Restriction::withId,
                one -> one.reading() == null ? null : String.valueOf(one.source().sentence()),
                Drug::restrictions,
                (drug, list) -> drug.with(drug.indications(), list)),
            store,
            writer,
            readings,
            keys);
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listDrugRestrictions", summary = "The restrictions of a drug")
  public Answers.Items list(@PathParam("drugId") String drugId) {
    return statements.list(drugId);
  }

  @POST
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "createRestriction", summary = "Adds a restriction to a drug")
  public Response create(
      @PathParam("drugId") String drugId,
      JsonNode form,
      @HeaderParam(IdempotencyKeys.HEADER) @Nullable String idempotencyKey) {
    return statements.create(drugId, form, idempotencyKey);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getRestriction", summary = "Reads a restriction")
  public Response get(
      @PathParam("drugId") String drugId,
      @PathParam("id") String id,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    return statements.get(drugId, id, ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "putRestriction", summary = "Replaces a restriction")
  public Response put(
      @PathParam("drugId") String drugId,
      @PathParam("id") String id,
      JsonNode form,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return statements.put(drugId, id, form, ifMatch);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "deleteRestriction", summary = "Removes a restriction")
  public Response delete(
      @PathParam("drugId") String drugId,
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return statements.delete(drugId, id, ifMatch);
  }
}
