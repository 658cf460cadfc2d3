package org.livingevidence.gateway.route;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.livingevidence.gateway.read.ReadAccess;

/// Harvests, whoever fetches them. A new one goes to the owner of the `source` that its body names,
/// the citation-service's where it names none. One that is there is found by its id: the
/// drug-service's begin with `d-`. The list merges both owners'.
@ApplicationScoped
class HarvestRoutes {
  private static final String API = "/api/v1/harvests";

  /// The sources of labels, and what only they are asked for.
  private static final Pattern OF_LABELS =
      Pattern.compile("\"source\"\\s*:\\s*\"(?:openfda|dailymed)\"|\"setIds\"\\s*:");

  private final Owners owners;
  private final RouteConfig config;

  HarvestRoutes(Owners owners, RouteConfig config) {
    this.owners = owners;
    this.config = config;
  }

  void route(@Observes Router router) {
    router.post(API).handler(this::receive);
    router.get(API).handler(this::list);
    router.route(API + "/:id").handler(this::byId);
    router.route(API + "/:id/*").handler(this::byId);
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    long most = config.maxBody().asLongValue();
    if (Owners.announced(request) > most) {
      Owners.refuse(context, new PassedBody.TooLarge(most));
      return;
    }
    BodyHead.read(
        request,
        config.head().asLongValue(),
        (head, ended) ->
            owners.pass(
                context,
                owner(head.toString()),
                request.uri(),
                new PassedBody(request, head, ended, most)));
  }

  private static Owner owner(String head) {
    return OF_LABELS.matcher(head).find() ? Owner.DRUG_SERVICE : Owner.CITATION_SERVICE;
  }

  private void byId(RoutingContext context) {
    String id = ReadAccess.segment(context, "id");
    owners.pass(context, Owner.ofImport(id).orElse(Owner.CITATION_SERVICE));
  }

  /// `{items, total}` of both owners, oldest first.
  private void list(RoutingContext context) {
    String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    List<Future<Buffer>> lists = new ArrayList<>();
    for (Owner owner : Owner.values()) {
      lists.add(owners.read(owner, API, authorization));
    }
    Future.join(lists)
        .onSuccess(
            nothing ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(merged(lists).toBuffer()))
        .onFailure(failure -> Owners.answer(context, failure));
  }

  private static JsonObject merged(List<Future<Buffer>> lists) {
    List<Object> items =
        lists.stream()
            .flatMap(
                list ->
                    list.result().toJsonObject().getJsonArray("items", new JsonArray()).stream())
            .sorted(Comparator.comparing(HarvestRoutes::created))
            .toList();
    return new JsonObject().put("items", new JsonArray(items)).put("total", items.size());
  }

  private static String created(Object item) {
    return item instanceof JsonObject harvest ? harvest.getString("createdAt", "") : "";
  }
}
