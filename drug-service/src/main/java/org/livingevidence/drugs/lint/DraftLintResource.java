package org.livingevidence.drugs.lint;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.monograph.HeldMonographs;

/// What is wrong in the draft of a monograph.
@Path("/api/v1/monographs/{id}/draft/lint")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class DraftLintResource {
  private final HeldMonographs monographs;
  private final LintReports reports;

  DraftLintResource(HeldMonographs monographs, LintReports reports) {
    this.monographs = monographs;
    this.reports = reports;
  }

  @GET
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "lintMonographDraft",
      summary = "What is wrong in the draft of a monograph, against what is held now")
  public LintReport get(@PathParam("id") String id) {
    var draft = monographs.draft(Answers.id("monograph", id));
    if (draft == null) {
      throw Problems.notFound("draft of a monograph", id);
    }
    return reports.of(List.of(draft), true).getFirst();
  }
}
