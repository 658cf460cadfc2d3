package org.livingevidence.gateway.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionReads;
import org.livingevidence.gateway.search.SearchReads;

/// The page that searches publications and conditions.
@Path("/search")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class SearchPageResource {
  private static final String LISTED = "20";
  private static final String FACETS =
      "year,design,therapy,species,type,state,language,journal,heading";

  private final ConditionReads conditions;
  private final SearchReads search;

  SearchPageResource(ConditionReads conditions, SearchReads search) {
    this.conditions = conditions;
    this.search = search;
  }

  @GET
  @Operation(hidden = true)
  public Response search(
      @QueryParam("q") @Nullable String q,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("cursor") @Nullable String cursor,
      @HeaderParam("Authorization") @Nullable String authorization) {
    String query = q == null ? "" : q.strip();
    if (query.isEmpty()) {
      return Html.answer(Response.Status.OK.getStatusCode(), PublicationSearchPage.empty());
    }
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("q", query);
    parameters.put("sort", sort);
    parameters.put("cursor", cursor);
    parameters.put("limit", LISTED);
    parameters.put("facets", FACETS);
    parameters.put("counts", "true");
    SearchReads.Publications found = search.publications(parameters, authorization);
    return Html.answer(
        found.status(),
        found.found()
            ? PublicationSearchPage.of(query, sort, conditions.list(query), found.answer())
            : PublicationSearchPage.problem(query, sort, conditions.list(query), found.answer()));
  }
}
