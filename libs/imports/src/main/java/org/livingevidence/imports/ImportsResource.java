package org.livingevidence.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.access.StreamedBody;
import org.livingevidence.imports.Reception.Parcel;

/// Imports over HTTP. An importer sees its own; an operator sees all. Somebody else's import is
/// not found.
@Path("/api/v1/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {
  private static final int LONGEST_NAME = 255;

  private final Reception reception;
  private final Intakes intakes;
  private final JobStore jobs;
  private final OutcomeStore outcomes;
  private final ImportsConfig config;
  private final SecurityIdentity identity;
  private final AuditLog audit;
  private final ImportWorkers workers;

  ImportsResource(
      Reception reception,
      Intakes intakes,
      JobStore jobs,
      OutcomeStore outcomes,
      ImportsConfig config,
      SecurityIdentity identity,
      AuditLog audit,
      ImportWorkers workers) {
    this.reception = reception;
    this.intakes = intakes;
    this.jobs = jobs;
    this.outcomes = outcomes;
    this.config = config;
    this.identity = identity;
    this.audit = audit;
    this.workers = workers;
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Jobs(List<ImportJob> items, long total, @Nullable String next) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcomes(List<OutcomeStore.Line> items, long total, @Nullable String next) {}

  /// Answers 202 once the body is durable. The same `Idempotency-Key` with the same body answers
  /// the same import, with another body 422.
  ///
  /// @param kind the kind of the file; told from its beginning when absent
  /// @param name the file's name
  @POST
  @RunOnVirtualThread
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Roles.IMPORTER)
  @StreamedBody
  @Operation(operationId = "importFile", summary = "Import a file, plain or gzip")
  public Response send(
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("name") @Nullable String name,
      @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body)
      throws IOException {
    long most = config.maxBytes().asLongValue();
    if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > most) {
      throw Reception.tooLarge(most);
    }
    if (UndoIntake.KIND.equals(kind)) {
      throw Problems.invalid("kind", "is asked for with POST /api/v1/imports/{id}/undoing");
    }
    if (kind != null && !intakes.ofKind(kind).map(Intake::sendable).orElse(true)) {
      throw Problems.invalid("kind", "is not sent: this service fetches it itself");
    }
    var received = reception.receive(new Parcel(me(), kind, fileName(name), key), body);
    return accepted(received);
  }

  private static Response accepted(Reception.Received received) {
    var answer =
        Response.accepted(received.job())
            .location(URI.create("/api/v1/imports/" + received.job().id()));
    if (received.replayed()) {
      answer.header("Idempotency-Replayed", "true");
    }
    return answer.build();
  }

  /// @param cursor what the page before answered as `next`
  /// @param limit how many at most
  @GET
  @RunOnVirtualThread
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "listImports", summary = "Imports, newest first")
  public Response list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    checkLimit(limit);
    String owner = seesAll() ? null : me();
    try {
      var items = jobs.list(owner, cursor == null ? Long.MAX_VALUE : cursor(cursor), limit);
      String next = items.size() == limit ? String.valueOf(items.getLast().number()) : null;
      return Response.ok(new Jobs(items, jobs.count(owner), next)).build();
    } catch (SQLException e) {
      throw new DatabaseFailure("listing imports", e);
    }
  }

  /// @param id the import's id
  @GET
  @RunOnVirtualThread
  @Path("/{id}")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "readImport", summary = "One import: its state and counts")
  public Response read(@PathParam("id") String id) {
    return Response.ok(mine(id)).build();
  }

  /// The same as a stream: an event `progress` for every change, the last one named as the end
  /// state.
  ///
  /// @param id the import's id
  @GET
  @Path("/{id}")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> watch(@PathParam("id") String id, @Context Sse sse) {
    var job = mine(id);
    return Multi.createFrom()
        .emitter(
            events -> Thread.ofVirtual().name("watch-" + id).start(() -> follow(job, sse, events)));
  }

  /// Who may see the import was asked before the first event.
  private void follow(ImportJob first, Sse sse, MultiEmitter<? super OutboundSseEvent> events) {
    try {
      var job = first;
      long seen = -1;
      while (!events.isCancelled()) {
        if (job.revision() != seen) {
          seen = job.revision();
          events.emit(
              sse.newEventBuilder()
                  .id(String.valueOf(seen))
                  .name(job.state().ended() ? job.state().label() : "progress")
                  .mediaType(MediaType.APPLICATION_JSON_TYPE)
                  .data(ImportJob.class, job)
                  .build());
        }
        if (job.state().ended()) {
          break;
        }
        Thread.sleep(config.progressInterval());
        job = jobs.byId(job.id()).orElse(job);
      }
      events.complete();
    } catch (SQLException | InterruptedException e) {
      // The client comes again and is told the state from its start.
      events.fail(e);
    }
  }

  /// @param id the import's id
  /// @param kind only outcomes of this kind
  /// @param cursor what the page before answered as `next`
  /// @param limit how many at most
  @GET
  @RunOnVirtualThread
  @Path("/{id}/outcomes")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(
      operationId = "listImportOutcomes",
      summary = "What became of each record, in the order of the file")
  public Response outcomes(
      @PathParam("id") String id,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("cursor") @DefaultValue("0") String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    checkLimit(limit);
    var job = mine(id);
    var only = kind == null ? null : outcome(kind);
    try {
      var items = outcomes.after(job.number(), only, cursor(cursor), limit);
      String next = items.size() == limit ? String.valueOf(items.getLast().position()) : null;
      long total = only == null ? job.counts().total() : job.counts().of(only);
      return Response.ok(new Outcomes(items, total, next)).build();
    } catch (SQLException e) {
      throw new DatabaseFailure("reading the outcomes of an import", e);
    }
  }

  /// Asks an import to stop. What it has applied stays; an import that has ended stays as it is
  /// (409).
  ///
  /// @param id the import's id
  @POST
  @RunOnVirtualThread
  @Path("/{id}/cancellation")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "cancelImport", summary = "Stop an import before its next chunk")
  public Response cancel(@PathParam("id") String id) {
    var job = mine(id);
    if (job.state().ended()) {
      throw Problems.of(
          Status.CONFLICT, "The import \"" + id + "\" has ended: " + job.state().label() + ".");
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try {
                jobs.cancel(job.number());
              } catch (SQLException e) {
                throw new DatabaseFailure("cancelling an import", e);
              }
              audit.record("cancel", "import", id, null, null, null);
            });
    workers.wake();
    return Response.accepted(mine(id)).build();
  }

  /// Takes back what an import changed, as an import of its own (202). Asked for again, it answers
  /// the same one. What a later import or a person changed since stays as it is, and says so.
  ///
  /// @param id the import's id
  @POST
  @RunOnVirtualThread
  @Path("/{id}/undoing")
  @RolesAllowed({Roles.IMPORTER, Roles.OPERATOR})
  @Operation(operationId = "undoImport", summary = "Take back what an import changed")
  public Response undo(@PathParam("id") String id) throws IOException {
    var job = mine(id);
    if (!job.state().ended()) {
      throw Problems.of(
          Status.CONFLICT, "The import \"" + id + "\" has not ended: cancel it first.");
    }
    if (!intakes.ofKind(job.kind()).map(Intake::undoable).orElse(false)) {
      throw Problems.of(
          Status.CONFLICT, "Imports of the kind \"" + job.kind() + "\" are not taken back.");
    }
    var body = new ByteArrayInputStream(id.getBytes(StandardCharsets.UTF_8));
    return accepted(
        reception.receive(new Parcel(me(), UndoIntake.KIND, "undo-" + id, "undo-" + id), body));
  }

  private ImportJob mine(String id) {
    try {
      return jobs.byId(id)
          .filter(job -> seesAll() || job.owner().equals(me()))
          .orElseThrow(() -> Problems.notFound("import", id));
    } catch (SQLException e) {
      throw new DatabaseFailure("reading an import", e);
    }
  }

  private boolean seesAll() {
    return identity.hasRole(Roles.OPERATOR);
  }

  private String me() {
    return identity.getPrincipal().getName();
  }

  private void checkLimit(int limit) {
    if (limit < 1 || limit > config.page()) {
      throw Problems.invalid("limit", "must be between 1 and " + config.page());
    }
  }

  private static long cursor(String cursor) {
    if (!cursor.matches("\\d{1,18}")) {
      throw Problems.invalid("cursor", "must be what an earlier page answered as next");
    }
    return Long.parseLong(cursor);
  }

  private static OutcomeKind outcome(String kind) {
    return Arrays.stream(OutcomeKind.values())
        .filter(known -> known.label().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.invalid(
                    "kind",
                    "must be one of "
                        + Arrays.stream(OutcomeKind.values())
                            .map(OutcomeKind::label)
                            .collect(Collectors.joining(", "))));
  }

  /// Only the last part of a path: a name is shown and its release read, it opens no file.
  private static @Nullable String fileName(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    if (last.length() > LONGEST_NAME || last.chars().anyMatch(Character::isISOControl)) {
      throw Problems.invalid(
          "name", "must be at most " + LONGEST_NAME + " characters without control characters");
    }
    return last;
  }
}
