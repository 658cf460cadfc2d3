package org.livingevidence.citations.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.DatabaseFailure;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// The files of PubMed's releases, for operators.
@Path("/api/v1/pubmed-files")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Roles.OPERATOR)
public class PubmedFilesResource {
  private static final int MOST = 1_000;
  private static final PubmedFile BEYOND = new PubmedFile(100, 0);

  private final RunStore runs;
  private final ReleaseStore store;
  private final ReleaseRunner runner;
  private final PubmedFilesConfig config;
  private final AuditLog audit;

  PubmedFilesResource(
      RunStore runs,
      ReleaseStore store,
      ReleaseRunner runner,
      PubmedFilesConfig config,
      AuditLog audit) {
    this.runs = runs;
    this.store = store;
    this.runner = runner;
    this.config = config;
    this.audit = audit;
  }

  /// Where it stands.
  ///
  /// @param base where the files are looked for
  /// @param poll how often by itself, null for never
  /// @param applied how many files are applied
  /// @param last the last one
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PubmedFiles")
  public record PubmedFiles(
      String base,
      @Nullable String poll,
      @JsonUnwrapped RunStore.Standing standing,
      long applied,
      @Nullable String last) {}

  /// Files as they were taken up, the newest first; `next` goes on.
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AppliedPubmedFiles")
  public record Page(List<AppliedFile> items, @Nullable String next) {}

  @GET
  @Operation(
      operationId = "readPubmedFiles",
      summary = "Where the files of PubMed's releases stand")
  public PubmedFiles read() throws SQLException {
    var applied = store.latest().values().stream().filter(AppliedFile::applied).toList();
    return new PubmedFiles(
        config.base(),
        config.poll().map(Object::toString).orElse(null),
        runs.read(),
        applied.size(),
        applied.isEmpty() ? null : applied.getLast().name());
  }

  @GET
  @Path("/files")
  @Operation(operationId = "listPubmedFiles", summary = "The files that were applied")
  public Page files(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("100") int limit)
      throws SQLException {
    if (limit < 1 || limit > MOST) {
      throw Problems.invalid("limit", "must be between 1 and " + MOST);
    }
    PubmedFile before =
        cursor == null
            ? BEYOND
            : PubmedFile.ofName(cursor)
                .orElseThrow(
                    () ->
                        Problems.invalid(
                            "cursor", "must be what an earlier page answered as next"));
    List<AppliedFile> items = store.list(before, limit);
    return new Page(items, items.size() < limit ? null : items.getLast().name());
  }

  /// Looks for files now, and applies what is new (202). What failed before is tried again.
  @POST
  @Path("/runs")
  @Operation(
      operationId = "runPubmedFiles",
      summary = "Look for files of PubMed's releases now, and apply them")
  public Response run() throws SQLException {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try {
                runs.ask();
              } catch (SQLException e) {
                throw new DatabaseFailure("asking for PubMed's files", e);
              }
              audit.record("run", "pubmed-files", config.base(), null, null, null);
            });
    runner.wake();
    return Response.accepted(read()).location(java.net.URI.create("/api/v1/pubmed-files")).build();
  }
}
