package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.event.ChangedPaths;

/// What an article said before: every published version, who changed it, when and why. A deleted
/// article keeps its versions.
@Path("/api/v1/monographs/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class MonographVersionResource {
  private static final int MOST_ITEMS = 200;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

  private final MonographVersionStore store;

  MonographVersionResource(MonographVersionStore store) {
    this.store = store;
  }

  /// The changes of an article, the newest first.
  public record Changes(
      List<MonographVersionStore.Change> items, long total, @Nullable String next) {}

  /// A change, what the article said then, and which places differ from the version before.
  ///
  /// @param monograph absent when it was deleted
  /// @param changedPaths JSON Pointers; empty for the first version
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Version(
      MonographVersionStore.Change change,
      List<String> changedPaths,
      @Nullable JsonNode monograph) {}

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listMonographVersions",
      summary = "The published versions of a monograph, the newest first")
  public Changes list(
      @PathParam("id") String id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (cursor != null && !NUMBER.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page =
        store.list(
            Answers.id("monograph", id), cursor == null ? null : Long.valueOf(cursor), limit);
    if (page.items().isEmpty() && cursor == null) {
      throw Problems.notFound("monograph", id);
    }
    return new Changes(page.items(), page.total(), page.next());
  }

  @GET
  @Path("/{version}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getMonographVersion", summary = "A monograph as it was")
  public Version get(@PathParam("id") String id, @PathParam("version") String version) {
    var kept =
        NUMBER.matcher(version).matches()
            ? store.read(Answers.id("monograph", id), Long.parseLong(version))
            : null;
    if (kept == null) {
      throw Problems.notFound("version of the monograph " + id, version);
    }
    return new Version(kept.change(), changed(kept), kept.data());
  }

  private List<String> changed(MonographVersionStore.Kept kept) {
    var data = kept.data();
    var before = store.list(kept.change().id(), kept.change().version(), 1).items();
    if (data == null || before.isEmpty()) {
      return List.of();
    }
    var earlier = store.read(kept.change().id(), before.getFirst().version());
    return earlier == null ? List.of() : ChangedPaths.between(earlier.data(), data);
  }
}
