package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.form.Slug;

/// Drugs by REST. A body is the drug form (`docs/drug-form.md`); what is read can be sent back.
@Path("/api/v1/drugs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "drugs")
@RunOnVirtualThread
public class DrugResource {
  private static final int MOST_ITEMS = 200;

  private final DrugStore store;
  private final DrugWriter writer;
  private final IdempotencyKeys keys;

  DrugResource(DrugStore store, DrugWriter writer, IdempotencyKeys keys) {
    this.store = store;
    this.writer = writer;
    this.keys = keys;
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listDrugs", summary = "Drugs in order of id, without their statements")
  public Answers.Items list(
      @QueryParam("q") @Nullable String q,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (cursor != null && !Slug.PATTERN.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page = store.list(q == null || q.isBlank() ? null : q, cursor, limit);
    return new Answers.Items(page.items(), page.total(), page.next());
  }

  @POST
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "createDrug", summary = "Creates a drug; its id is the name as a slug")
  public Response create(
      JsonNode form, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String idempotencyKey) {
    return keys.once(
            idempotencyKey,
            "createDrug",
            form,
            () -> {
              var drug = Forms.read(() -> Drug.read(form, null));
              var written =
                  writer.write(
                      drug.id(),
                      null,
                      current -> {
                        if (current != null) {
                          throw Answers.exists("drug", drug.id());
                        }
                        return drug;
                      });
              return Answers.written(
                  201, DrugJson.tree(written.drug()), written.event(), location(drug.id()));
            })
        .toResponse();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getDrug", summary = "A drug with all its statements")
  public Response get(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    var stored = store.read(Answers.id("drug", id));
    if (stored == null) {
      throw Problems.notFound("drug", id);
    }
    return Answers.read(DrugJson.read(stored.data()), stored.version(), ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "putDrug",
      summary = "Creates or replaces a drug; statements that the body does not have are removed")
  public Response put(
      @PathParam("id") String id,
      JsonNode form,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    if (!Slug.PATTERN.matcher(id).matches()) {
      throw Problems.invalid("id", "must be lower case words joined by hyphens");
    }
    var drug = Forms.read(() -> Drug.read(form, id));
    var written = writer.write(id, ifMatch, current -> drug);
    return Answers.written(
            written.created() ? 201 : 200,
            DrugJson.tree(written.drug()),
            written.event(),
            written.created() ? location(id) : null)
        .toResponse();
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "deleteDrug", summary = "Deletes a drug with all its statements")
  public Response delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return Answers.deleted(writer.delete(Answers.id("drug", id), ifMatch));
  }

  private static String location(String id) {
    return "/api/v1/drugs/" + id;
  }
}
