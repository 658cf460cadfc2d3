package org.livingevidence.gateway.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionReads;

/// One question, answered with conditions and with publications.
@Path("/api/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
class SearchResource {
  private final ConditionReads conditions;
  private final SearchReads search;

  SearchResource(ConditionReads conditions, SearchReads search) {
    this.conditions = conditions;
    this.search = search;
  }

  /// What was found.
  ///
  /// @param conditions by parts of their names
  /// @param publications as `GET /citations?q=` answers; the problem document where it does not
  @Schema(name = "Search")
  public record Answer(ObjectNode conditions, JsonNode publications) {}

  /// Conditions and publications.
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "search",
      summary = "Find conditions and publications",
      description =
          "publications is what GET /citations?q= answers: PubMed's query language, with the"
              + " query's translation. Where that search cannot be answered it is the problem"
              + " document that says why, and conditions are answered all the same.")
  public Answer search(
      @QueryParam("q") @Nullable String q,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("facets") @Nullable String facets,
      @HeaderParam("Authorization") @Nullable String authorization) {
    if (q == null || q.isBlank()) {
      throw Problems.invalid("q", "is missing");
    }
    Map<String, @Nullable String> parameters = new LinkedHashMap<>();
    parameters.put("q", q);
    parameters.put("sort", sort);
    parameters.put("limit", limit);
    parameters.put("cursor", cursor);
    parameters.put("facets", facets);
    return new Answer(conditions.list(q), search.publications(parameters, authorization).answer());
  }
}
