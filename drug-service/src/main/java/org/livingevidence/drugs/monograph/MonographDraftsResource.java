package org.livingevidence.drugs.monograph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.form.Slug;

/// What is being written: all drafts, for curators.
@Path("/api/v1/monographs/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class MonographDraftsResource {
  private static final int MOST_ITEMS = 200;

  private final MonographDraftStore drafts;

  MonographDraftsResource(MonographDraftStore drafts) {
    this.drafts = drafts;
  }

  /// A page of drafts.
  public record Drafts(List<Summary> items, long total, @Nullable String next) {}

  /// A draft without its text.
  ///
  /// @param title empty while it has none
  /// @param basedOn the published version that it was begun from, 0 for none
  /// @param overtaken true when another version was published since
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Summary(
      String id,
      String title,
      List<String> drugs,
      long revision,
      long basedOn,
      boolean overtaken,
      String savedAt,
      String savedBy,
      @Nullable String reason,
      String url) {}

  @GET
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "listMonographDrafts",
      summary = "Drafts in order of id, each with who saved it when and without its text")
  public Drafts list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (cursor != null && !Slug.PATTERN.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page = drafts.list(cursor, limit + 1);
    boolean more = page.drafts().size() > limit;
    var items = more ? page.drafts().subList(0, limit) : page.drafts();
    return new Drafts(
        items.stream().map(MonographDraftsResource::summary).toList(),
        page.total(),
        more ? items.getLast().id() : null);
  }

  private static Summary summary(MonographDraftStore.Listed draft) {
    return new Summary(
        draft.id(),
        draft.title(),
        draft.drugs(),
        draft.revision(),
        draft.basedOn(),
        draft.published() != draft.basedOn(),
        draft.savedAt(),
        draft.savedBy(),
        draft.reason(),
        MonographResource.location(draft.id()) + "/draft");
  }
}
