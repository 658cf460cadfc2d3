package org.livingevidence.citations.contribution;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.citations.field.Paging;

/// Merges of citations, and pairs that wait for a person, over HTTP.
@Path("/api/v1/citations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DuplicateResource {
  private final DecisionStore store;
  private final Decisions decisions;

  DuplicateResource(DecisionStore store, Decisions decisions) {
    this.store = store;
    this.decisions = decisions;
  }

  /// A person's decision on a pair.
  public record Decision(@Nullable String decision) {}

  /// Every merge, or those into one citation, oldest first.
  @GET
  @Path("/merges")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listMerges", summary = "List merges of citations")
  public Map<String, Object> merges(
      @QueryParam("citation") @Nullable String citation,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit)
      throws SQLException {
    return page(
        store.merges(citation, after(cursor), Paging.limit(limit)),
        limit,
        DecisionStore.Merge::number);
  }

  /// Takes a merge back.
  @POST
  @Path("/merges/{number}/undoing")
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "undoMerge", summary = "Undo a merge of citations")
  public Decisions.Parted undo(@PathParam("number") long number) throws SQLException {
    return decisions.undo(number);
  }

  /// Pairs that are alike; those that nobody has decided, unless all are asked for.
  @GET
  @Path("/duplicates")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listDuplicates", summary = "List pairs of citations that are alike")
  public Map<String, Object> duplicates(
      @QueryParam("decided") @DefaultValue("false") boolean decidedToo,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit)
      throws SQLException {
    return page(
        store.pairs(decidedToo, after(cursor), Paging.limit(limit)),
        limit,
        DecisionStore.Pair::number);
  }

  /// Decides a pair.
  @POST
  @Path("/duplicates/{number}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "decideDuplicate", summary = "Say whether two citations are one")
  public DecisionStore.Pair decide(@PathParam("number") long number, Decision decision)
      throws SQLException {
    return decisions.decide(number, decision.decision());
  }

  private static long after(@Nullable String cursor) {
    try {
      String after = Paging.after(cursor);
      return after.isEmpty() ? 0 : Long.parseLong(after);
    } catch (NumberFormatException e) {
      throw Problems.invalid("cursor", "is none that this list gave out");
    }
  }

  private static <T> Map<String, Object> page(
      DecisionStore.Page<T> page, int limit, ToLongFunction<T> number) {
    List<T> items = page.items();
    return items.size() < limit
        ? Map.of("items", items, "total", page.total())
        : Map.of(
            "items",
            items,
            "total",
            page.total(),
            "next",
            Paging.cursor(Long.toString(number.applyAsLong(items.getLast()))));
  }
}
