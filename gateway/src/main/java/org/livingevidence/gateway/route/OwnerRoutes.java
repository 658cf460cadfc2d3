package org.livingevidence.gateway.route;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.read.ProblemAnswers;
import org.livingevidence.gateway.read.ReadAccess;

/// The paths that the owners answer. Who may do what there is theirs to say: the gateway has only
/// looked whether the token is one.
///
/// Operators reach an owner's own outbox and audit log under `/api/v1/services/{service}/…`, since
/// the gateway has an outbox and an audit log itself.
@ApplicationScoped
class OwnerRoutes {
  private static final String API = "/api/v1/";
  private static final List<String> CITATION_PATHS =
      List.of("citations", "topics", "strategies", "pubmed-files");
  private static final List<String> DRUG_PATHS =
      List.of("drugs", "labels", "indications", "monographs");
  private static final Set<String> OPERATED = Set.of("outbox", "audit", "dead-letters");

  private final Owners owners;

  OwnerRoutes(Owners owners) {
    this.owners = owners;
  }

  void route(@Observes Router router) {
    CITATION_PATHS.forEach(path -> owned(router, path, Owner.CITATION_SERVICE));
    DRUG_PATHS.forEach(path -> owned(router, path, Owner.DRUG_SERVICE));
    router.route(API + "services/:service/:what").handler(this::operate);
    router.route(API + "services/:service/:what/*").handler(this::operate);
  }

  private void owned(Router router, String path, Owner owner) {
    router.route(API + path).handler(context -> owners.pass(context, owner));
    router.route(API + path + "/*").handler(context -> owners.pass(context, owner));
  }

  private void operate(RoutingContext context) {
    String service = ReadAccess.segment(context, "service");
    String what = ReadAccess.segment(context, "what");
    Optional<Owner> owner = Owner.ofLabel(service);
    if (owner.isEmpty() || !OPERATED.contains(what)) {
      ProblemAnswers.send(
          context,
          Problems.of(
              Response.Status.NOT_FOUND,
              "Under /api/v1/services/{citation-service|drug-service}/ there are "
                  + String.join(", ", OPERATED.stream().sorted().toList())
                  + "."));
      return;
    }
    String prefix = API + "services/" + service + "/";
    owners.pass(context, owner.get(), API + context.request().uri().substring(prefix.length()));
  }
}
