package org.livingevidence.citations.export;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationLookup;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.Paging;
import org.livingevidence.citations.reference.RetractedReferences;
import org.livingevidence.citations.search.CitationSearch;

/// Citations in other formats than JSON, at the same paths: by `Accept`, or by `?format=` where a
/// browser cannot choose (see [FormatParameter]).
@Path("/api/v1/citations")
@Produces({
  ExportResource.RIS,
  ExportResource.NBIB,
  ExportResource.BIBTEX,
  ExportResource.CSL_JSON,
  ExportResource.PUBMED_XML,
  ExportResource.BIBLIOGRAPHY
})
@RunOnVirtualThread
public class ExportResource {
  static final String RIS = "application/x-research-info-systems;qs=0.5";
  static final String NBIB = "application/nbib;qs=0.5";
  static final String BIBTEX = "application/x-bibtex;qs=0.5";
  static final String CSL_JSON = "application/vnd.citationstyles.csl+json;qs=0.5";
  static final String PUBMED_XML = "application/xml;qs=0.2";
  static final String BIBLIOGRAPHY = "text/x-bibliography;qs=0.5";

  /// Raised when the same state is written otherwise.
  private static final int REVISION = 2;

  private static final int PAGE = 200;
  private static final int MOST_IDS = 500;

  private final CitationLookup lookup;
  private final CitationSearch search;
  private final RetractedReferences retracted;

  ExportResource(CitationLookup lookup, CitationSearch search, RetractedReferences retracted) {
    this.lookup = lookup;
    this.search = search;
    this.retracted = retracted;
  }

  /// All citations in the order of their ids, those after a cursor, those that a query finds in the
  /// order asked for, or those that are named. Lists are streamed whole.
  ///
  /// @param q a query, as the same path takes it for JSON
  /// @param sort the order of what it finds
  /// @param limit how many at most; all when not given
  /// @param ids the citations that are wanted, in this order
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(hidden = true)
  public Response list(
      @QueryParam("q") @Nullable String q,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Long limit,
      @QueryParam("id") List<String> ids,
      @QueryParam("format") @Nullable String format,
      @QueryParam("style") @Nullable String style,
      @Context HttpHeaders headers)
      throws SQLException {
    Wanted wanted = Wanted.of(format, style, headers);
    if (limit != null && limit < 1) {
      throw Problems.invalid("limit", "must be 1 or more");
    }
    if (ids.size() > MOST_IDS) {
      throw Problems.invalid("id", "may be given up to " + MOST_IDS + " times");
    }
    if (q != null && !ids.isEmpty()) {
      throw Problems.invalid("id", "cannot be asked for together with q");
    }
    long most = limit == null ? Long.MAX_VALUE : limit;
    if (q != null) {
      Finding finding = new Finding(search, q, sort, cursor, most);
      return answer(wanted, "search", () -> exported(finding.next()))
          .header("Evidence-Total", finding.total())
          .build();
    }
    CitationExport.Pages pages = ids.isEmpty() ? following(Paging.after(cursor), most) : named(ids);
    return answer(wanted, "citations", pages).build();
  }

  /// One citation.
  @GET
  @Path("/{reference: .+}")
  @RolesAllowed(Roles.READER)
  @Operation(hidden = true)
  public Response get(
      @PathParam("reference") String reference,
      @QueryParam("format") @Nullable String format,
      @QueryParam("style") @Nullable String style,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
      @Context HttpHeaders headers)
      throws SQLException {
    Wanted wanted = Wanted.of(format, style, headers);
    CitationLookup.Versioned found = lookup.read(lookup.resolve(reference));
    if (found == null) {
      throw Problems.notFound("citation", reference);
    }
    List<CitationExport.Exported> exported = exported(List.of(found.data()));
    List<String> warnings = exported.getFirst().warnings();
    String etag =
        Preconditions.etag(
            found.version(),
            wanted.name()
                + "-"
                + REVISION
                + (warnings.isEmpty() ? "" : "-" + StateJson.hash(warnings.toString())));
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).header("Vary", "Accept").build();
    }
    Deque<List<CitationExport.Exported>> once = new ArrayDeque<>(List.of(exported));
    return answer(
            wanted,
            found.id().replaceAll("[^A-Za-z0-9]+", "-"),
            () -> once.isEmpty() ? List.of() : once.pop())
        .header("ETag", etag)
        .header("Content-Location", CitationLookup.location(found.id()))
        .build();
  }

  private static Response.ResponseBuilder answer(
      Wanted wanted, String name, CitationExport.Pages pages) {
    CitationFormat format = wanted.format();
    String file = name + "." + format.extension();
    return Response.ok(CitationExport.body(format, wanted.style(), pages))
        .header("Content-Type", wanted.mediaType() + ";charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .header("Vary", "Accept");
  }

  private CitationExport.Pages following(String after, long limit) {
    String[] last = {after};
    long[] left = {limit};
    return () -> {
      if (left[0] == 0) {
        return List.of();
      }
      List<CitationLookup.Versioned> page = lookup.page(last[0], (int) Math.min(PAGE, left[0]));
      left[0] -= page.size();
      if (!page.isEmpty()) {
        last[0] = page.getLast().id();
      }
      return exported(page.stream().map(CitationLookup.Versioned::data).toList());
    };
  }

  /// Which of them there are is settled before the first byte goes out.
  private CitationExport.Pages named(List<String> references) throws SQLException {
    List<String> ids = new ArrayList<>();
    for (String reference : references) {
      ids.add(lookup.resolve(reference));
    }
    Iterator<String> each = ids.iterator();
    return () -> {
      while (each.hasNext()) {
        CitationLookup.Versioned found = lookup.read(each.next());
        if (found != null) {
          return exported(List.of(found.data()));
        }
      }
      return List.of();
    };
  }

  private List<CitationExport.Exported> exported(List<JsonNode> citations) throws SQLException {
    Map<String, JsonNode> works = retracted.citedBy(citations);
    return citations.stream()
        .map(
            citation ->
                new CitationExport.Exported(
                    StateJson.of(citation, Citation.class),
                    RetractedReferences.lines(citation, works)))
        .toList();
  }
}
