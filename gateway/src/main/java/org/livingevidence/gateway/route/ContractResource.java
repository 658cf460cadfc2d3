package org.livingevidence.gateway.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.livingevidence.access.Problems;

/// The contracts: the API of all services as one OpenAPI document, the events as AsyncAPI, and the
/// schemas they name.
@Path("/api/v1")
@PermitAll
@RunOnVirtualThread
class ContractResource {
  private static final Logger LOG = Logger.getLogger(ContractResource.class);
  private static final String YAML = "application/yaml";
  private static final String BODY = "/requestBody/content/application~1json/schema";

  private final Owners owners;
  private final OpenApiDocumentService own;
  private final RouteConfig config;
  private final ObjectMapper mapper;

  ContractResource(
      Owners owners, OpenApiDocumentService own, RouteConfig config, ObjectMapper mapper) {
    this.owners = owners;
    this.own = own;
    this.config = config;
    this.mapper = mapper;
  }

  @GET
  @Path("openapi")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The whole API as OpenAPI",
      description = "An owner that cannot be reached is named in x-missing.")
  public ObjectNode openapi() throws IOException {
    ObjectNode whole = (ObjectNode) mapper.readTree(own.getDocument("<default>", Format.JSON));
    for (Owner owner : Owner.values()) {
      try {
        merge(whole, owner, description(owner));
      } catch (CompletionException e) {
        LOG.infof("The API of an owner is missing owner=%s", owner.label());
        whole.withArray("x-missing").add(owner.label());
      }
    }
    return whole;
  }

  private JsonNode description(Owner owner) throws IOException {
    Future<Buffer> answer = Future.failedFuture("no path is set");
    for (String path : config.openapiPaths()) {
      answer = answer.recover(refused -> owners.read(owner, path + "?format=json", null));
    }
    Buffer description =
        answer
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(config.mergeTimeout().toMillis(), TimeUnit.MILLISECONDS)
            .join();
    return mapper.readTree(description.getBytes());
  }

  /// Adds an owner's paths, and its schemas under names that no other service's can take.
  private void merge(ObjectNode whole, Owner owner, JsonNode description) throws IOException {
    String prefix = owner.label().replace("-service", "").toLowerCase(Locale.ROOT) + "-";
    String renamed =
        mapper
            .writeValueAsString(description)
            .replace("\"#/components/schemas/", "\"#/components/schemas/" + prefix);
    JsonNode theirs = mapper.readTree(renamed);
    ObjectNode paths = whole.withObject("/paths");
    for (Map.Entry<String, JsonNode> path : theirs.path("paths").properties()) {
      if (paths.has(path.getKey())) {
        // The gateway's own, or an import's or harvest's, which both owners describe alike but for
        // the form in which it is asked for.
        alsoAccept(paths.path(path.getKey()), path.getValue());
        continue;
      }
      paths.set(path.getKey(), path.getValue());
    }
    ObjectNode schemas = whole.withObject("/components/schemas");
    for (Map.Entry<String, JsonNode> schema :
        theirs.path("components").path("schemas").properties()) {
      schemas.set(prefix + schema.getKey(), schema.getValue());
    }
  }

  /// Where a path takes another form at each owner, it takes either.
  private void alsoAccept(JsonNode known, JsonNode theirs) {
    for (Map.Entry<String, JsonNode> operation : theirs.properties()) {
      JsonNode schema = operation.getValue().at(BODY);
      JsonNode first = known.path(operation.getKey()).at(BODY);
      if (schema.has("$ref") && first.has("$ref") && !schema.equals(first)) {
        ArrayNode either = mapper.createArrayNode().add(first.deepCopy()).add(schema);
        ((ObjectNode) first).removeAll().set("oneOf", either);
      }
    }
  }

  @GET
  @Path("asyncapi")
  @Produces(YAML)
  @Operation(
      summary = "The events of a service as AsyncAPI",
      description = "service= is gateway, citation-service or drug-service.")
  public Response asyncapi(@QueryParam("service") @DefaultValue("gateway") String service) {
    return contract(service + ".asyncapi.yaml", YAML);
  }

  @GET
  @Path("asyncapi/{file}")
  @Operation(
      summary = "A file of the contracts",
      description = "A schema, or an AsyncAPI document.")
  public Response file(@PathParam("file") String file) {
    return contract(file, file.endsWith(".yaml") ? YAML : MediaType.APPLICATION_JSON);
  }

  private static Response contract(String file, String type) {
    if (file.matches("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.(yaml|json)")) {
      try (InputStream contract =
          Thread.currentThread().getContextClassLoader().getResourceAsStream("contracts/" + file)) {
        if (contract != null) {
          return Response.ok(contract.readAllBytes(), type).build();
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    throw Problems.notFound("contract", file);
  }
}
