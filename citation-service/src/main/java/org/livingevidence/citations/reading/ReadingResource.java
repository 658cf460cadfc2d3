package org.livingevidence.citations.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.bibliography.CitationLine;
import org.livingevidence.bibliography.CitedRetractions;
import org.livingevidence.bibliography.Rank;
import org.livingevidence.citations.field.Paging;
import org.livingevidence.citations.reference.RetractedReferences;

/// What there is to read on a topic, over HTTP.
@Path("/api/v1/topics/{id}/publications")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReadingResource {
  private final ReadingList list;
  private final RetractedReferences retracted;
  private final ReadingConfig config;

  ReadingResource(ReadingList list, RetractedReferences retracted, ReadingConfig config) {
    this.list = list;
    this.retracted = retracted;
    this.config = config;
  }

  /// A topic as a list names it.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Named(String id, @Nullable String name) {}

  /// A part of the list.
  ///
  /// @param top the first by rank, none of them retracted; on the first page only
  /// @param items the others by rank, numbered from 1 again; retracted ones are the last
  /// @param total how many there are, `top` included
  /// @param next the cursor of the next page
  /// @param filling true while publications from before this list existed are still being added
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TopicPublications")
  public record Publications(
      Named topic,
      @Nullable List<Publication> top,
      List<Publication> items,
      long total,
      @Nullable String next,
      @Nullable Boolean filling) {}

  /// One publication.
  ///
  /// @param number its place in its part of the list, from 1
  /// @param line the citation as text, in the style asked for
  /// @param lineMarkup the same with the markup of its title, where it has any
  /// @param links addresses by what they lead to
  /// @param state such as `current` or `retracted`
  /// @param citesRetracted which of the works that it cites are retracted
  /// @param notices what was published about it, when the state is not `current`
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TopicPublication")
  public record Publication(
      int number,
      Cited citation,
      String line,
      @Nullable String lineMarkup,
      JsonNode links,
      Why why,
      String state,
      @Nullable JsonNode citesRetracted,
      @Nullable JsonNode notices) {}

  /// The citation in brief.
  ///
  /// @param indexed whether it is indexed with the topic; otherwise its text names the topic
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "TopicCitation")
  public record Cited(
      String id,
      @Nullable String title,
      @Nullable Integer year,
      String design,
      String species,
      boolean indexed) {}

  /// The reasons for the place, in micro-units, and their sum.
  public record Why(long score, List<Rank.Term> terms) {}

  /// The publications on a topic, by rank.
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listTopicPublications",
      summary = "List what there is to read on a topic",
      description =
          "The first page carries the top publications; the others are numbered from 1 again.")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Publications.class)))
  @APIResponse(responseCode = "308", description = "Another topic has taken this one's place")
  @APIResponse(responseCode = "400", description = "A style, cursor or limit that is none")
  @APIResponse(responseCode = "404", description = "There is no such topic")
  public Response publications(
      @PathParam("id") String id,
      @Parameter(description = "How the lines are written: `nlm` or `brief`") @QueryParam("style")
          @Nullable String style,
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = "How many items, from 1 to 200")
          @QueryParam("limit")
          @DefaultValue("50")
          int limit,
      @Context UriInfo uri)
      throws SQLException {
    ReadingPlace after = ReadingPlace.of(cursor);
    boolean first = after.equals(ReadingPlace.BEGIN);
    CitationLine.Style lines = style(style);
    int most = Paging.limit(limit) + (first ? config.top() : 0);
    ReadingList.Page page = list.page(id, after, most + 1);
    if (page == null) {
      throw Problems.notFound("topic", id);
    }
    String replacedBy = page.replacedBy();
    if (replacedBy != null && !replacedBy.equals(id)) {
      URI there = uri.getRequestUriBuilder().build();
      String query = there.getRawQuery() == null ? "" : "?" + there.getRawQuery();
      return Response.status(308)
          .header(
              "Location", "/api/v1/topics/" + Paging.segment(replacedBy) + "/publications" + query)
          .build();
    }
    return Response.ok(answer(page, after, first, limit, lines)).build();
  }

  private Publications answer(
      ReadingList.Page page, ReadingPlace after, boolean first, int limit, CitationLine.Style lines)
      throws SQLException {
    Map<String, JsonNode> works =
        retracted.citedBy(page.entries().stream().map(ReadingList.Listed::citation).toList());
    List<Publication> top = new ArrayList<>();
    List<Publication> items = new ArrayList<>();
    ReadingPlace last = after;
    boolean more = false;
    for (ReadingList.Listed listed : page.entries()) {
      ReadingEntry entry = listed.entry();
      boolean standsInTop = first && top.size() < config.top() && !entry.withdrawn();
      if (!standsInTop && items.size() == limit) {
        more = true;
        break;
      }
      int number = standsInTop ? top.size() + 1 : after.number() + items.size() + 1;
      (standsInTop ? top : items).add(publication(number, listed, lines, works));
      last =
          new ReadingPlace(
              entry.withdrawn(),
              entry.score(),
              entry.year(),
              standsInTop ? 0 : number,
              entry.citationId());
    }
    return new Publications(
        new Named(page.id(), page.name()),
        first ? top : null,
        items,
        page.total(),
        more ? last.cursor() : null,
        page.filling() ? true : null);
  }

  private static CitationLine.Style style(@Nullable String style) {
    if (style == null) {
      return CitationLine.Style.NLM;
    }
    for (CitationLine.Style known : CitationLine.Style.values()) {
      if (known.label().equals(style)) {
        return known;
      }
    }
    throw Problems.invalid("style", "must be nlm or brief");
  }

  private static Publication publication(
      int number,
      ReadingList.Listed listed,
      CitationLine.Style lines,
      Map<String, JsonNode> works) {
    ReadingEntry entry = listed.entry();
    JsonNode citation = listed.citation();
    String state = citation.path("state").asText("current");
    JsonNode notices = citation.path("notices");
    return new Publication(
        number,
        new Cited(
            entry.citationId(),
            citation.path("title").isTextual() ? citation.path("title").asText() : null,
            entry.year() > 0 ? entry.year() : null,
            entry.design().label(),
            entry.species().label(),
            entry.indexed()),
        CitationLine.of(citation, lines),
        CitationLine.markup(citation, lines),
        CitationLine.links(citation),
        new Why(
            entry.score(),
            Rank.terms(
                entry.design(), entry.species(), entry.major(), entry.inTitle(), entry.year())),
        state,
        CitedRetractions.of(citation, works),
        state.equals("current") || notices.isEmpty() ? null : notices);
  }
}
