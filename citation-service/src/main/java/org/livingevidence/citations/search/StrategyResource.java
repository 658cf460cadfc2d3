package org.livingevidence.citations.search;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;

/// Saved strategies: a query under a name, and what it found each time it was run. They belong to
/// who the token names.
@Path("/api/v1/strategies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StrategyResource {
  private static final String TYPE = "strategy";
  private static final int LONGEST_NAME = 300;

  private final StrategyStore store;
  private final CitationSearch search;
  private final SearchIndex index;
  private final SearchConfig config;
  private final SecurityIdentity identity;
  private final IdempotencyKeys keys;
  private final AuditLog audit;

  StrategyResource(
      StrategyStore store,
      CitationSearch search,
      SearchIndex index,
      SearchConfig config,
      SecurityIdentity identity,
      IdempotencyKeys keys,
      AuditLog audit) {
    this.store = store;
    this.search = search;
    this.index = index;
    this.config = config;
    this.identity = identity;
    this.keys = keys;
    this.audit = audit;
  }

  /// What makes a strategy.
  @Schema(name = "NewStrategy")
  public record NewStrategy(@Nullable String name, @Nullable String query) {}

  /// All of one's strategies, oldest first, each with its last run.
  public record Strategies(List<Strategy> items, long total) {}

  /// One's own strategies.
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listStrategies", summary = "List one's own strategies")
  public Strategies list() throws SQLException {
    List<Strategy> all = store.list(owner());
    return new Strategies(all, all.size());
  }

  /// Keeps a strategy.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "createStrategy", summary = "Keep a strategy")
  public Response create(
      NewStrategy written, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key)
      throws SQLException {
    String owner = owner();
    FieldRules rules = new FieldRules();
    rules.readable(StateJson.tree(written), "");
    String name = written.name() == null ? "" : written.name().strip();
    String query = written.query() == null ? "" : written.query().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      rules.wrong("name", "must have 1 to " + LONGEST_NAME + " characters");
    }
    if (query.isEmpty()) {
      rules.wrong("query", "is missing");
    }
    rules.refuseUnlessPassed(TYPE);
    var unused = search.translated(query);
    return keys.once(key, "createStrategy", written, () -> created(owner, name, query))
        .toResponse();
  }

  private IdempotencyKeys.Answer created(String owner, String name, String query) {
    Strategy strategy = new Strategy(UUID.randomUUID(), name, query, now(), List.of());
    try {
      if (!store.create(strategy, owner, config.mostStrategies())) {
        throw Problems.of(
            Response.Status.CONFLICT,
            "There are " + config.mostStrategies() + " strategies already; delete one first.");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the strategy could not be stored", e);
    }
    var body = StrategyJson.of(strategy);
    audit.record("create", TYPE, strategy.id().toString(), null, body, null);
    return new IdempotencyKeys.Answer(
        Response.Status.CREATED.getStatusCode(),
        Map.of("Location", "/api/v1/strategies/" + strategy.id()),
        body);
  }

  /// One strategy with its runs.
  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getStrategy", summary = "Read a strategy and its runs")
  public Strategy get(@PathParam("id") String id) throws SQLException {
    return stored(id);
  }

  /// Forgets a strategy.
  @DELETE
  @Path("/{id}")
  @Transactional
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "deleteStrategy", summary = "Delete a strategy")
  public Response delete(@PathParam("id") String id) throws SQLException {
    Strategy strategy = stored(id);
    store.delete(owner(), strategy.id());
    audit.record("delete", TYPE, id, StrategyJson.of(strategy), null, null);
    return Response.noContent().build();
  }

  /// Runs a strategy now, and notes what it found.
  @POST
  @Path("/{id}/runs")
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "runStrategy",
      summary = "Run a strategy, and note what it found and what is new since the last run")
  public Response run(@PathParam("id") String id) throws SQLException {
    Strategy strategy = stored(id);
    Translation translation = search.translated(strategy.query());
    long seen = SearchFaults.told(config, index::horizon);
    long since = strategy.runs().isEmpty() ? 0 : strategy.runs().getFirst().seen();
    long total = search.total(translation, 0, seen);
    long added = since == 0 ? total : search.total(translation, since, seen);
    Strategy.Run run =
        new Strategy.Run(0, now(), total, added, since, seen, translation.expression().text());
    Strategy.Run noted =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  int n = store.add(strategy.id(), run);
                  if (n == 0) {
                    throw Problems.notFound(TYPE, id);
                  }
                  Strategy.Run numbered =
                      new Strategy.Run(n, run.at(), total, added, since, seen, run.translation());
                  audit.record("run", TYPE, id, null, StrategyJson.of(numbered), null);
                  return numbered;
                });
    return Response.status(Response.Status.CREATED)
        .header("Location", "/api/v1/strategies/" + id + "/runs/" + noted.n() + "/citations")
        .entity(noted)
        .build();
  }

  /// What a run found that the run before it could not see.
  @GET
  @Path("/{id}/runs/{n}/citations")
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listNewCitations",
      summary = "List what a run found that was new",
      description = "As the query is understood, and the citations are, today.")
  public SearchAnswer added(
      @PathParam("id") String id,
      @PathParam("n") String n,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit)
      throws SQLException {
    Strategy strategy = stored(id);
    for (Strategy.Run run : strategy.runs()) {
      if (Integer.toString(run.n()).equals(n)) {
        return search.search(
            strategy.query(),
            new CitationSearch.Shown(sort, cursor, limit, null, false),
            run.since(),
            run.seen());
      }
    }
    throw Problems.notFound("run", n);
  }

  private Strategy stored(String id) throws SQLException {
    String owner = owner();
    Strategy found = null;
    if (id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      found = store.read(owner, UUID.fromString(id));
    }
    if (found == null) {
      throw Problems.notFound(TYPE, id.length() > 60 ? "…" : id);
    }
    return found;
  }

  private String owner() {
    if (identity.isAnonymous()) {
      throw Problems.of(
          Response.Status.UNAUTHORIZED,
          "Strategies belong to somebody: this needs a token.",
          new FieldError("Authorization", "is missing"));
    }
    return identity.getPrincipal().getName();
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
