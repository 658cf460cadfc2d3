package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.drug.Forms;
import org.livingevidence.drugs.event.MonographEvents;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.monograph.MonographDraftStore.Draft;

/// The draft of an article: saved however unfinished it is, seen by curators only, in no event
/// until it is published.
@Path("/api/v1/monographs/{id}/draft")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class MonographDraftResource {
  private final MonographDraftStore drafts;
  private final MonographStore published;
  private final MonographWriter writer;
  private final SaveCheck check;
  private final AuditLog audit;

  MonographDraftResource(
      MonographDraftStore drafts,
      MonographStore published,
      MonographWriter writer,
      SaveCheck check,
      AuditLog audit) {
    this.drafts = drafts;
    this.published = published;
    this.writer = writer;
    this.check = check;
    this.audit = audit;
  }

  /// A draft as it is answered.
  ///
  /// @param monograph its form, which can be sent back
  /// @param basedOn the published version that it was begun from, 0 for none
  /// @param overtaken true when another version was published since
  /// @param lint what is wrong in it; absent where it is read
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(
      JsonNode monograph,
      long revision,
      long basedOn,
      boolean overtaken,
      String savedAt,
      String savedBy,
      @Nullable String reason,
      @Nullable JsonNode lint) {}

  @GET
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "getMonographDraft", summary = "The draft of a monograph")
  public Response get(@PathParam("id") String id) {
    return answer(Status.OK, draft(id, false), null);
  }

  @PUT
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "putMonographDraft",
      summary = "Saves a draft, finished or not; the answer says what is wrong in it")
  public Response put(
      @PathParam("id") String id,
      JsonNode form,
      @QueryParam("basedOn") @Nullable Long basedOn,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    if (!Slug.PATTERN.matcher(id).matches()) {
      throw Problems.invalid("id", "must be lower case words joined by hyphens");
    }
    var monograph = Forms.read(() -> Monograph.readDraft(form, id));
    var findings = check.findings(monograph);
    var current = drafts.read(id, true);
    long revision = current == null ? 0 : current.revision();
    Preconditions.ifMatch(ifMatch, revision);
    long base = current == null ? version(id) : current.basedOn();
    var act = audit.act();
    if (!drafts.save(monograph, revision, basedOn == null ? base : basedOn, act.who(), act.why())) {
      throw Problems.of(
          Status.CONFLICT, "Somebody else saved this draft at the same time. Read it again.");
    }
    audit.record(
        "save draft",
        MonographEvents.TYPE,
        id,
        current == null ? null : current.monograph().form(),
        monograph.form(),
        null);
    return answer(current == null ? Status.CREATED : Status.OK, draft(id, false), findings);
  }

  @DELETE
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(operationId = "deleteMonographDraft", summary = "Drops a draft")
  public Response delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    var draft = draft(id, true);
    Preconditions.ifMatch(ifMatch, draft.revision());
    drafts.delete(id);
    audit.record("drop draft", MonographEvents.TYPE, id, draft.monograph().form(), null, null);
    return Response.noContent().build();
  }

  @POST
  @Path("/publication")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "publishMonographDraft",
      summary = "Publishes a draft; what the form of a monograph refuses is refused here")
  public Response publish(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    var draft = draft(id, true);
    Preconditions.ifMatch(ifMatch, draft.revision());
    var monograph = Forms.read(() -> Monograph.read(draft.monograph().form(), id));
    var findings = check.findings(monograph);
    var written =
        writer.write(
            id,
            null,
            current -> {
              if (version(id) != draft.basedOn()) {
                throw Problems.of(
                    Status.CONFLICT,
                    "The draft was begun from another version than is published now. Save it again with"
                        + " basedOn="
                        + version(id)
                        + " when it holds what changed since.");
              }
              return monograph;
            });
    drafts.delete(id);
    return Answers.written(
            written.created() ? 201 : 200,
            MonographResource.answer(written.monograph(), findings),
            written.events(),
            written.created() ? MonographResource.location(id) : null)
        .toResponse();
  }

  private Draft draft(String id, boolean forChange) {
    var draft = drafts.read(Answers.id("monograph", id), forChange);
    if (draft == null) {
      throw Problems.notFound("draft of a monograph", id);
    }
    return draft;
  }

  /// The published version, 0 when there is none.
  private long version(String id) {
    var held = published.read(id);
    return held == null ? 0 : held.version();
  }

  private Response answer(Status status, Draft draft, @Nullable JsonNode lint) {
    return Response.status(status)
        .entity(
            new Answer(
                draft.monograph().form(),
                draft.revision(),
                draft.basedOn(),
                version(draft.monograph().id()) != draft.basedOn(),
                draft.savedAt(),
                draft.savedBy(),
                draft.reason(),
                lint))
        .header("ETag", Preconditions.etag(draft.revision()))
        .build();
  }
}
