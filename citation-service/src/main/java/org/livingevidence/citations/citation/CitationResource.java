package org.livingevidence.citations.citation;

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
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.Paging;
import org.livingevidence.citations.reference.RetractedReferences;
import org.livingevidence.citations.search.CitationSearch;
import org.livingevidence.citations.search.SearchAnswer;
import org.livingevidence.outbox.EventId;

/// Citations over HTTP. A reference in a path is an id of ours, a PMID, a PMCID or a DOI.
@Path("/api/v1/citations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CitationResource {
  /// Names the event of a write, by which a reader waits for it.
  static final String EVIDENCE_VERSION = "Evidence-Version";

  private final CitationLookup lookup;
  private final CitationEdits edits;
  private final CitationSearch search;
  private final RetractedReferences retracted;
  private final IdempotencyKeys keys;

  CitationResource(
      CitationLookup lookup,
      CitationEdits edits,
      CitationSearch search,
      RetractedReferences retracted,
      IdempotencyKeys keys) {
    this.lookup = lookup;
    this.edits = edits;
    this.search = search;
    this.retracted = retracted;
    this.keys = keys;
  }

  /// All citations, in the order of their ids; with a query those that it finds.
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listCitations",
      summary = "List or search citations",
      description =
          "Without q all citations by their ids. With q those that it finds, with the query's"
              + " translation: PubMed's query language, see docs/search.md.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(oneOf = {SearchAnswer.class, Paging.Page.class})))
  @APIResponse(responseCode = "400", description = "A query that cannot be read, and where")
  public Response list(
      @Parameter(description = "A query in PubMed's language") @QueryParam("q") @Nullable String q,
      @Parameter(description = "`relevance`, `rank`, `year`, `-year`, `added` or `-added`")
          @QueryParam("sort")
          @Nullable String sort,
      @Parameter(description = "`all`, or names of facets with commas between")
          @QueryParam("facets")
          @Nullable String facets,
      @Parameter(description = "Whether each part of the query is counted alone")
          @QueryParam("counts")
          @DefaultValue("false")
          boolean counts,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit)
      throws SQLException {
    if (q != null) {
      return Response.ok(
              search.search(q, new CitationSearch.Shown(sort, cursor, limit, facets, counts)))
          .build();
    }
    return Response.ok(page(cursor, limit)).build();
  }

  private Paging.Page page(@Nullable String cursor, int limit) throws SQLException {
    List<CitationLookup.Versioned> page =
        lookup.page(Paging.after(cursor), Paging.limit(limit) + 1);
    boolean more = page.size() > limit;
    List<CitationLookup.Versioned> shown = more ? page.subList(0, limit) : page;
    return new Paging.Page(
        retracted.told(shown.stream().map(CitationLookup.Versioned::data).toList()),
        lookup.total(),
        more ? Paging.cursor(shown.getLast().id()) : null);
  }

  /// One citation, and under `citesRetracted` which of the works that it cites are retracted.
  @GET
  @Path("/{reference: .+}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getCitation", summary = "Read a citation")
  public Response get(
      @PathParam("reference") String reference,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch)
      throws SQLException {
    CitationLookup.Versioned found = lookup.read(lookup.resolve(reference));
    if (found == null) {
      throw Problems.notFound("citation", reference);
    }
    JsonNode told = retracted.told(List.of(found.data())).getFirst();
    JsonNode works = told.get(RetractedReferences.FIELD);
    String etag =
        works == null
            ? Preconditions.etag(found.version())
            : Preconditions.etag(found.version(), StateJson.hash(works.toString()));
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(told)
        .header("ETag", etag)
        .header("Content-Location", CitationLookup.location(found.id()))
        .build();
  }

  /// Creates a citation.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "createCitation", summary = "Create a citation")
  public Response create(
      Citation citation, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key)
      throws SQLException {
    return keys.once(key, "createCitation", citation, () -> created(citation)).toResponse();
  }

  private IdempotencyKeys.Answer created(Citation citation) {
    try {
      CitationEdits.Edited edited = edits.create(citation);
      return new IdempotencyKeys.Answer(
          Response.Status.CREATED.getStatusCode(),
          Map.of(
              "Location",
              CitationLookup.location(edited.id()),
              "ETag",
              Preconditions.etag(edited.event().version()),
              EVIDENCE_VERSION,
              edited.event().toString()),
          edited.data());
    } catch (SQLException e) {
      throw new IllegalStateException("the citation could not be stored", e);
    }
  }

  /// Replaces a citation.
  @PUT
  @Path("/{reference: .+}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "replaceCitation", summary = "Replace a citation")
  public Response update(
      @PathParam("reference") String reference,
      Citation citation,
      @HeaderParam("If-Match") @Nullable String ifMatch)
      throws SQLException {
    CitationEdits.Edited edited = edits.update(lookup.resolve(reference), citation, ifMatch);
    return Response.ok(edited.data())
        .header("ETag", Preconditions.etag(edited.event().version()))
        .header(EVIDENCE_VERSION, edited.event().toString())
        .build();
  }

  /// Deletes a citation.
  @DELETE
  @Path("/{reference: .+}")
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "deleteCitation", summary = "Delete a citation")
  public Response delete(
      @PathParam("reference") String reference, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws SQLException {
    EventId event = edits.delete(lookup.resolve(reference), ifMatch);
    return Response.noContent().header(EVIDENCE_VERSION, event.toString()).build();
  }
}
