package org.livingevidence.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// What a service's resource of harvests does, in the name of whoever asks. An importer sees its
/// own, an operator all; somebody else's is not found. The service has the form in which harvests
/// are written and answered.
@ApplicationScoped
public class HarvestDesk {
  private static final String TYPE = "harvest";
  private static final String PATH = "/api/v1/harvests/";

  private final HarvestStore store;
  private final HarvestRuns runs;
  private final HarvestSources sources;
  private final String prefix;
  private final SecurityIdentity identity;
  private final IdempotencyKeys keys;
  private final AuditLog audit;
  private final ObjectMapper json;

  HarvestDesk(
      HarvestStore store,
      HarvestRuns runs,
      HarvestSources sources,
      HarvestConfig config,
      SecurityIdentity identity,
      IdempotencyKeys keys,
      AuditLog audit,
      ObjectMapper json) {
    this.store = store;
    this.runs = runs;
    this.sources = sources;
    this.prefix = config.idPrefix().orElse("");
    this.identity = identity;
    this.keys = keys;
    this.audit = audit;
    this.json = json;
  }

  /// All that one may see, oldest first, each with its last run.
  public List<Harvest> list() throws SQLException {
    List<Harvest> items = new ArrayList<>();
    for (Harvest harvest : store.list(seen())) {
      items.add(runs.looked(harvest));
    }
    return items;
  }

  /// Remembers a harvest and begins its first run (201).
  ///
  /// @param source the word of its source
  /// @param written the request's body, which Jackson can write
  /// @param key the `Idempotency-Key`, null for none
  /// @param form how the service answers a harvest
  public Response create(
      String source,
      NewHarvest wanted,
      Object written,
      @Nullable String key,
      Function<Harvest, ?> form)
      throws SQLException, IOException {
    NewHarvest checked = wanted.checked(source(source));
    UUID id =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  var answer =
                      keys.once(
                          key, "createHarvest", written, () -> created(source, checked, written));
                  var kept = answer.body();
                  return UUID.fromString(String.valueOf(kept == null ? null : kept.asText()));
                });
    Harvest harvest = stored(id);
    if (harvest.runs().isEmpty() || harvest.runs().getFirst().importId() == null) {
      runs.again(harvest, true);
    }
    return Response.status(Response.Status.CREATED)
        .header("Location", PATH + id(harvest))
        .entity(form.apply(stored(id)))
        .build();
  }

  private HarvestSource<?> source(String word) {
    return sources
        .find(word)
        .orElseThrow(
            () -> {
              Faults faults = new Faults();
              faults.wrong("source", "must be one of " + String.join(", ", sources.words()));
              faults.refuseUnlessNone();
              return new IllegalStateException();
            });
  }

  private IdempotencyKeys.Answer created(String source, NewHarvest wanted, Object written) {
    Harvest harvest =
        new Harvest(
            UUID.randomUUID(),
            source,
            String.valueOf(wanted.name()),
            identity.getPrincipal().getName(),
            wanted.query(),
            wanted.ids(),
            wanted.options(),
            wanted.interval(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            List.of());
    try {
      store.create(harvest);
    } catch (SQLException e) {
      throw new DatabaseFailure("creating a harvest", e);
    }
    audit.record("create", TYPE, id(harvest), null, json.valueToTree(written), null);
    return new IdempotencyKeys.Answer(
        Response.Status.CREATED.getStatusCode(),
        Map.of(),
        JsonNodeFactory.instance.textNode(harvest.id().toString()));
  }

  /// One harvest with its runs, and how the import of each stands.
  ///
  /// @throws RuntimeException a 404 problem when there is none that one may see
  public Harvest get(String id) throws SQLException {
    String bare = id.startsWith(prefix) ? id.substring(prefix.length()) : "";
    Harvest found = null;
    if (bare.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      found = runs.read(seen(), UUID.fromString(bare));
    }
    if (found == null) {
      throw Problems.notFound(TYPE, id.length() > 60 ? "…" : id);
    }
    return found;
  }

  private Harvest stored(UUID id) throws SQLException {
    return get(prefix + id);
  }

  /// Forgets a harvest (204). What it fetched stays, and so do its imports.
  public Response delete(String id) throws SQLException {
    Harvest harvest = get(id);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try {
                if (!store.delete(harvest.id())) {
                  throw Problems.notFound(TYPE, id);
                }
              } catch (SQLException e) {
                throw new DatabaseFailure("deleting a harvest", e);
              }
              audit.record("delete", TYPE, id, null, null, null);
            });
    return Response.noContent().build();
  }

  /// Fetches again (202).
  ///
  /// @param everything whether all of it, rather than what is new since the last finished run
  public Response run(String id, String everything) throws SQLException, IOException {
    if (!everything.equals("true") && !everything.equals("false")) {
      throw Problems.invalid("everything", "must be true or false");
    }
    int n = runs.again(get(id), everything.equals("true"));
    Harvest.Run run =
        get(id).runs().stream().filter(each -> each.n() == n).findFirst().orElseThrow();
    return Response.accepted(run).header("Location", PATH + id).build();
  }

  /// A harvest's id as it is served.
  public String id(Harvest harvest) {
    return prefix + harvest.id();
  }

  /// Whose harvests one sees; null for everybody's.
  private @Nullable String seen() {
    return identity.hasRole(Roles.OPERATOR) ? null : identity.getPrincipal().getName();
  }
}
