package org.livingevidence.citations.export;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// `?format=` on citations: a link in a page cannot say what it accepts. It takes the place of the
/// `Accept` header before anyone looks at that.
@ApplicationScoped
class FormatParameter {
  private static final String JSON = "json";

  void route(@Observes Router router) {
    router.get("/api/v1/citations").order(-10).handler(FormatParameter::prefer);
    router.get("/api/v1/citations/*").order(-10).handler(FormatParameter::prefer);
  }

  /// A format that is not known goes to [ExportResource] too, which says which are.
  private static void prefer(RoutingContext context) {
    String format = context.request().getParam("format");
    if (format != null && !format.isBlank()) {
      String type =
          format.equals(JSON)
              ? "application/json"
              : CitationFormat.ofLabel(format).orElse(CitationFormat.RIS).mediaType();
      context.request().headers().set(HttpHeaders.ACCEPT, type);
    }
    context.next();
  }
}
