package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.drug.Forms;
import org.livingevidence.drugs.form.Slug;

/// Monographs by REST. A body is the form of a monograph (`docs/monograph-form.md`); what is read
/// can be sent back.
@Path("/api/v1/monographs")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class MonographResource {
  private static final int MOST_ITEMS = 200;

  private final MonographStore store;
  private final MonographWriter writer;
  private final SaveCheck check;
  private final IdempotencyKeys keys;

  MonographResource(
      MonographStore store, MonographWriter writer, SaveCheck check, IdempotencyKeys keys) {
    this.store = store;
    this.writer = writer;
    this.check = check;
    this.keys = keys;
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listMonographs",
      summary = "Monographs in order of id, each with its lead and summary and without its text")
  public Answers.Items list(
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (drug != null && !Slug.PATTERN.matcher(drug).matches()) {
      throw Problems.invalid("drug", "must be the id of a drug");
    }
    if (cursor != null && !Slug.PATTERN.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page = store.list(drug, cursor, limit);
    return new Answers.Items(page.items(), page.total(), page.next());
  }

  @POST
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "createMonograph",
      summary = "Creates a monograph; its id is the form's, or the title as a slug")
  public Response create(
      JsonNode form, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String idempotencyKey) {
    return keys.once(
            idempotencyKey,
            "createMonograph",
            form,
            () -> {
              var monograph = Forms.read(() -> Monograph.read(form, null));
              var findings = check.findings(monograph);
              var written =
                  writer.write(
                      monograph.id(),
                      null,
                      current -> {
                        if (current != null) {
                          throw Answers.exists("monograph", monograph.id());
                        }
                        return monograph;
                      });
              return Answers.written(
                  201,
                  answer(written.monograph(), findings),
                  written.events(),
                  location(monograph.id()));
            })
        .toResponse();
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getMonograph", summary = "A monograph, whole")
  public Response get(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    var stored = store.read(Answers.id("monograph", id));
    if (stored == null) {
      throw Problems.notFound("monograph", id);
    }
    return Answers.read(MonographJson.read(stored.data()), stored.version(), ifNoneMatch);
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "putMonograph", summary = "Creates or replaces a monograph")
  public Response put(
      @PathParam("id") String id,
      JsonNode form,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    if (!Slug.PATTERN.matcher(id).matches()) {
      throw Problems.invalid("id", "must be lower case words joined by hyphens");
    }
    var monograph = Forms.read(() -> Monograph.read(form, id));
    var findings = check.findings(monograph);
    var written = writer.write(id, ifMatch, current -> monograph);
    return Answers.written(
            written.created() ? 201 : 200,
            answer(written.monograph(), findings),
            written.events(),
            written.created() ? location(id) : null)
        .toResponse();
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "deleteMonograph", summary = "Deletes a monograph")
  public Response delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return Answers.deleted(writer.delete(Answers.id("monograph", id), ifMatch));
  }

  /// The monograph as it is now, and what the lint says of it.
  static JsonNode answer(Monograph monograph, JsonNode findings) {
    ObjectNode answer = monograph.form().deepCopy();
    return answer.set(Monograph.LINT, findings);
  }

  static String location(String id) {
    return "/api/v1/monographs/" + id;
  }
}
