package org.livingevidence.drugs.reading;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.reading.UnreadLabels.Unread;

/// The labels over which the rules failed, and that were set aside.
@Path("/api/v1/labels/unread")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "labels")
@RunOnVirtualThread
public class UnreadLabelResource {
  private static final int MOST_ITEMS = 200;
  private static final int LONGEST_ID = 200;

  private final UnreadLabels labels;

  UnreadLabelResource(UnreadLabels labels) {
    this.labels = labels;
  }

  /// A page of them.
  @Schema(name = "UnreadLabels")
  record Items(List<Unread> items, long total, @Nullable String next) {}

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(
      operationId = "listUnreadLabels",
      summary = "Labels over which the rules failed, in order of set id",
      description =
          "What was read of them before stands. Each is tried again when it or the names change.")
  public Items list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (cursor != null && cursor.length() > LONGEST_ID) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page = labels.list(cursor == null ? null : cursor.replace("\u0000", ""), limit + 1);
    boolean more = page.labels().size() > limit;
    var items = more ? page.labels().subList(0, limit) : page.labels();
    return new Items(items, page.total(), more ? items.getLast().setId() : null);
  }
}
