package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.gateway.condition.PublicationStore.Linked;
import org.livingevidence.gateway.read.ETags;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Conditions, their combined view and the lists behind it.
@Path(ConditionPaths.API)
@RolesAllowed(Roles.READER)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ConditionResource {
  private final ConditionAnswers answers;
  private final ConditionList list;
  private final ViewCache views;
  private final SlugCache slugs;
  private final DrugItems drugs;
  private final DrugStore drugStore;
  private final PublicationStore citations;
  private final PublicationItems publicationItems;
  private final Snapshots snapshots;
  private final ConditionConfig config;

  ConditionResource(
      ConditionAnswers answers,
      ConditionList list,
      ViewCache views,
      SlugCache slugs,
      DrugItems drugs,
      DrugStore drugStore,
      PublicationStore citations,
      PublicationItems publicationItems,
      Snapshots snapshots,
      ConditionConfig config) {
    this.answers = answers;
    this.list = list;
    this.views = views;
    this.slugs = slugs;
    this.drugs = drugs;
    this.drugStore = drugStore;
    this.citations = citations;
    this.publicationItems = publicationItems;
    this.snapshots = snapshots;
    this.config = config;
  }

  @GET
  @Operation(
      summary = "List conditions",
      description = "All, or those whose id, slug, name or synonym matches q, best match first.")
  public Response list(
      @QueryParam("q") @Nullable String query,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit,
      @Context HttpHeaders headers) {
    if (query != null && query.length() > config.queryLength()) {
      throw Problems.invalid("q", "is longer than " + config.queryLength() + " characters");
    }
    int size = limit(limit);
    answers.pass(headers);
    return snapshots.read(
        snapshot ->
            Response.ok(list.page(snapshot, query, cursor, size))
                .header(ReadGate.POSITION, snapshot.position())
                .build());
  }

  /// The view; [ConditionRoute] answers before this is reached whenever the view is at hand.
  @GET
  @Path("{condition}")
  @Operation(
      summary = "The combined view of a condition",
      description =
          "By topic id or slug. A synonym or an obsolete id redirects (308), an ambiguous name answers"
              + " 300 with the choices.")
  public Response view(
      @PathParam("condition") String condition,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    long position = answers.pass(headers);
    return answers.with(
        condition,
        uri,
        id -> {
          RenderedView view = views.get(id);
          if (view == null) {
            return null;
          }
          slugs.seen(view);
          return response(view, position, headers);
        });
  }

  private static Response response(RenderedView view, long position, HttpHeaders headers) {
    String accepted = headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    String held = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
    boolean same = ETags.matches(held, view.plainTag()) || ETags.matches(held, view.gzipTag());
    Response.ResponseBuilder response =
        same
            ? Response.notModified()
            : Response.ok(
                (gzip ? view.gzip() : view.plain()).getBytes(), MediaType.APPLICATION_JSON);
    if (gzip && !same) {
      response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    return response
        .header(HttpHeaders.ETAG, gzip ? view.gzipTag() : view.plainTag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(ReadGate.POSITION, position)
        .build();
  }

  @GET
  @Path("{condition}/drugs")
  @Operation(
      summary = "The drugs of a condition",
      description =
          "Indications that name exactly this condition; those of narrower conditions stand apart.")
  public Response drugs(
      @PathParam("condition") String condition,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    int size = limit(limit);
    return answers.answer(
        condition, uri, headers, "drugs", (snapshot, id) -> drugs(snapshot, id, cursor, size));
  }

  private ObjectNode drugs(Snapshot snapshot, String id, @Nullable String cursor, int size)
      throws SQLException {
    List<DrugItems.Item> items = drugs.of(snapshot, id);
    int from = 0;
    if (cursor != null && !cursor.isBlank()) {
      from = items.stream().map(DrugItems.Item::id).toList().indexOf(cursor) + 1;
      if (from == 0) {
        throw Problems.invalid(
            "cursor", "is not a cursor of this list, or its drug has left the list: begin again");
      }
    }
    int to = Math.min(items.size(), from + size);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = answer.putArray("items");
    items.subList(from, to).forEach(item -> shown.add(item.json()));
    answer.put("total", items.size());
    if (to < items.size()) {
      answer.put("next", items.get(to - 1).id());
    }
    return answer;
  }

  @GET
  @Path("{condition}/citations")
  @Operation(
      summary = "The publications of a condition",
      description =
          "Narrower conditions' included; by rank or newest first, filtered, page by page. drug= keeps"
              + " those that name the drug as an intervention; style= is nlm or brief.")
  public Response citations(
      @PathParam("condition") String condition,
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("design") @Nullable String design,
      @QueryParam("species") @Nullable String species,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("style") @Nullable String style,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit,
      @Context UriInfo uri,
      @Context HttpHeaders headers) {
    PublicationQuery query =
        PublicationQuery.parse(design, species, from, to, sort, cursor, limit(limit), style);
    return answers.answer(
        condition,
        uri,
        headers,
        "citations",
        (snapshot, id) -> citations(snapshot, id, query, drug == null ? "" : drug.strip()));
  }

  private ObjectNode citations(
      Snapshot snapshot, String id, PublicationQuery asked, String drugAsked) throws SQLException {
    List<String> names = List.of();
    PublicationQuery query = asked;
    if (!drugAsked.isEmpty()) {
      DrugStore.Known drug = drugStore.byIdOrName(snapshot, drugAsked);
      if (drug == null) {
        throw Problems.invalid(
            "drug",
            "is neither the id nor a name of a drug that is held; GET /api/v1/drugs lists them");
      }
      query = asked.ofDrug(drug.id());
      names = DrugItems.names(drug.data());
    }
    List<Linked> page = new ArrayList<>(citations.page(snapshot, id, query.withOneMore()));
    boolean more = page.size() > query.limit();
    if (more) {
      page.removeLast();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode items = answer.putArray("items");
    publicationItems.of(snapshot, id, page, query.style(), names).forEach(items::add);
    answer.put("total", citations.count(snapshot, id, query));
    if (more) {
      answer.put("next", page.getLast().cursor(query.sort()).text());
    }
    return answer;
  }

  private int limit(@Nullable Integer limit) {
    if (limit == null) {
      return config.page();
    }
    if (limit < 1 || limit > config.pageLimit()) {
      throw Problems.invalid("limit", "is not between 1 and " + config.pageLimit());
    }
    return limit;
  }
}
