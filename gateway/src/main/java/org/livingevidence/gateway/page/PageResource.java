package org.livingevidence.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.compare.Comparisons;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.condition.ConditionReads;
import org.livingevidence.gateway.source.LinkingReads;

/// The pages: a beginning that finds conditions, and a page for each.
@Path("/")
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class PageResource {
  private final ConditionAnswers answers;
  private final ConditionReads reads;
  private final LinkingReads linking;
  private final Comparisons comparisons;
  private final ObjectMapper mapper;

  PageResource(
      ConditionAnswers answers,
      ConditionReads reads,
      LinkingReads linking,
      Comparisons comparisons,
      ObjectMapper mapper) {
    this.answers = answers;
    this.reads = reads;
    this.linking = linking;
    this.comparisons = comparisons;
    this.mapper = mapper;
  }

  @GET
  @Operation(hidden = true)
  public Response index(@QueryParam("q") @Nullable String query) {
    JsonNode found = reads.list(query);
    return page(
        query == null || query.isBlank() ? StartPage.of(found) : SearchPage.of(query, found));
  }

  @GET
  @Path("conditions")
  @Operation(hidden = true)
  public Response conditions(@QueryParam("q") @Nullable String query) {
    return page(SearchPage.of(query == null ? "" : query.strip(), reads.list(query)));
  }

  @GET
  @Path("conditions/{condition}")
  @Operation(hidden = true)
  public Response condition(@PathParam("condition") String condition, @Context UriInfo uri) {
    return answers.with(
        condition,
        uri,
        id -> {
          // Asked first: what ends meanwhile is then in the view, and said to be pending at most.
          boolean pending = linking.pending(id);
          byte[] view = reads.view(id);
          return view == null ? null : page(ConditionPage.of(read(view), pending));
        });
  }

  @GET
  @Path("conditions/{condition}/compare")
  @Operation(hidden = true)
  public Response compare(
      @PathParam("condition") String condition,
      @QueryParam("drugs") @Nullable String drugs,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    return answers.with(
        condition,
        uri,
        id -> {
          var answer = comparisons.of(id, drugs, headers);
          return answer == null ? null : page(ComparePage.of(answer.comparison()));
        });
  }

  private JsonNode read(byte[] view) {
    try {
      return mapper.readTree(view);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Response page(String html) {
    return Html.answer(Response.Status.OK.getStatusCode(), html);
  }
}
