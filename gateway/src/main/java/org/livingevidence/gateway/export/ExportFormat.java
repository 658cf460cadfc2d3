package org.livingevidence.gateway.export;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The formats that the citation-service writes, by the names and media types that it has for them.
@ApplicationScoped
class ExportFormat {
  private static final Map<String, String> TYPES = new LinkedHashMap<>();

  static {
    TYPES.put("ris", "application/x-research-info-systems");
    TYPES.put("nbib", "application/nbib");
    TYPES.put("bibtex", "application/x-bibtex");
    TYPES.put("csl-json", "application/vnd.citationstyles.csl+json");
    TYPES.put("pubmed-xml", "application/xml");
    TYPES.put("bibliography", "text/x-bibliography");
  }

  void route(@Observes Router router) {
    router.get("/api/v1/conditions/:condition/citations").order(-10).handler(ExportFormat::prefer);
  }

  /// `?format=` stands for the header that a browser cannot choose. One that is not known goes to
  /// [ConditionExportResource] too, which says which are.
  private static void prefer(RoutingContext context) {
    String format = context.request().getParam("format");
    if (format != null && !format.isBlank()) {
      String type =
          format.equals("json") ? MediaType.APPLICATION_JSON : type(known(format) ? format : "ris");
      context.request().headers().set(HttpHeaders.ACCEPT, type);
    }
    context.next();
  }

  /// @return the names of all
  static String names() {
    return "json, " + String.join(", ", TYPES.keySet());
  }

  static boolean known(String name) {
    return TYPES.containsKey(name);
  }

  static String type(String name) {
    return String.valueOf(TYPES.get(name));
  }

  /// @return the name of the format of a media type
  static Optional<String> ofType(MediaType accepted) {
    String type = accepted.getType() + "/" + accepted.getSubtype();
    return TYPES.entrySet().stream()
        .filter(entry -> entry.getValue().equals(type))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
