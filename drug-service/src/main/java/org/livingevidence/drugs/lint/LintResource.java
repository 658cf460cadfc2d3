package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.livingevidence.drugs.drug.Forms;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.monograph.HeldMonographs;
import org.livingevidence.drugs.monograph.Monograph;

/// What is wrong in all monographs, or in one that is not kept.
@Path("/api/v1/monographs/lint")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class LintResource {
  private static final int MOST_ITEMS = 100;

  private final HeldMonographs monographs;
  private final LintReports reports;

  LintResource(HeldMonographs monographs, LintReports reports) {
    this.monographs = monographs;
    this.reports = reports;
  }

  /// Reports of a page of monographs.
  ///
  /// @param total how many monographs there are
  public record Page(List<LintReport> items, long total, @Nullable String next) {}

  @GET
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "lintMonographs",
      summary = "What is wrong in the published monographs now, in order of id")
  public Page all(
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("20") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (drug != null && !Slug.PATTERN.matcher(drug).matches()) {
      throw Problems.invalid("drug", "must be the id of a drug");
    }
    if (cursor != null && !Slug.PATTERN.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    var page = monographs.list(drug, cursor, limit);
    return new Page(reports.of(page.items(), false), page.total(), page.next());
  }

  @POST
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "lintMonographForm",
      summary = "What would be wrong in a monograph; nothing is kept")
  public LintReport form(JsonNode form) {
    var monograph = Forms.read(() -> Monograph.readDraft(form, null));
    return reports.of(List.of(monograph), true).getFirst();
  }
}
