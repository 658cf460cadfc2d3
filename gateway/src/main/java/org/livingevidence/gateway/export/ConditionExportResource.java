package org.livingevidence.gateway.export;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.ConditionAnswers;
import org.livingevidence.gateway.condition.ConditionPaths;
import org.livingevidence.gateway.condition.PublicationIds;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.route.OwnerReads;
import org.livingevidence.gateway.route.OwnerReads.Answer;

/// The publications of a condition as RIS, NBIB, BibTeX, CSL-JSON, PubMed XML or a bibliography: by
/// `Accept`, or by `?format=`. An answer holds at most 500; `Evidence-Total` says of how many, and
/// `Evidence-Next` is the cursor of what follows.
@Path(ConditionPaths.API)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces({
  "application/x-research-info-systems;qs=0.5",
  "application/nbib;qs=0.5",
  "application/x-bibtex;qs=0.5",
  "application/vnd.citationstyles.csl+json;qs=0.5",
  "application/xml;qs=0.2",
  "text/x-bibliography;qs=0.5"
})
class ConditionExportResource {
  private static final int MOST = 500;

  private final ConditionAnswers answers;
  private final PublicationIds publications;
  private final OwnerReads owner;

  ConditionExportResource(ConditionAnswers answers, PublicationIds publications, OwnerReads owner) {
    this.answers = answers;
    this.publications = publications;
    this.owner = owner;
  }

  /// A part of the list in a format.
  @GET
  @Path("{condition}/citations")
  @Operation(hidden = true)
  public Response citations(
      @PathParam("condition") String condition,
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("design") @Nullable String design,
      @QueryParam("species") @Nullable String species,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("format") @Nullable String named,
      @QueryParam("style") @Nullable String style,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    if (named != null && !ExportFormat.known(named)) {
      throw Problems.invalid("format", "is none of " + ExportFormat.names());
    }
    if (limit != null && (limit < 1 || limit > MOST)) {
      throw Problems.invalid("limit", "is not between 1 and " + MOST + " in this format");
    }
    PublicationIds.Asked asked =
        new PublicationIds.Asked(drug, design, species, from, to, sort, cursor);
    String format = named == null ? accepted(headers) : named;
    return answers.with(
        condition,
        uri,
        id -> {
          PublicationIds.Part part = publications.of(id, asked, limit == null ? MOST : limit);
          return answer(id, part, format, style, headers);
        });
  }

  private static String accepted(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(type -> ExportFormat.ofType(type).stream())
        .findFirst()
        .orElse("ris");
  }

  private Response answer(
      String condition,
      PublicationIds.Part part,
      String format,
      @Nullable String style,
      HttpHeaders headers) {
    String path =
        "/api/v1/citations?format="
            + format
            + (style == null ? "" : "&style=" + encoded(style))
            + part.ids().stream().map(id -> "&id=" + encoded(id)).collect(Collectors.joining());
    Answer answer =
        part.ids().isEmpty()
            ? new Answer.Found(
                (format.equals("csl-json") ? "[]\n" : "").getBytes(StandardCharsets.UTF_8))
            : owner.citations(path, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    return switch (answer) {
      case Answer.Found(byte[] written) -> {
        Response.ResponseBuilder response =
            Response.ok(written)
                .header(HttpHeaders.CONTENT_TYPE, ExportFormat.type(format) + ";charset=UTF-8")
                .header(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"" + condition.replaceAll("[^A-Za-z0-9]+", "-") + "\"")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(ReadGate.POSITION, part.position())
                .header("Evidence-Total", part.total());
        if (part.next() != null) {
          response.header("Evidence-Next", part.next());
        }
        yield response.build();
      }
      case Answer.Elsewhere elsewhere ->
          throw new IllegalStateException("a list of citations is where it is");
      case Answer.Refused(int status, String detail, byte[] json) ->
          json.length == 0
              ? refused(status, detail)
              : Response.status(status).type("application/problem+json").entity(json).build();
    };
  }

  private static Response refused(int status, String detail) {
    throw Problems.of(Objects.requireNonNull(Response.Status.fromStatusCode(status)), detail);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
