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

/// What is wrong in one monograph.
@Path("/api/v1/monographs/{id}/lint")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "monographs")
@RunOnVirtualThread
public class MonographLintResource {
  private final HeldMonographs monographs;
  private final LintReports reports;

  MonographLintResource(HeldMonographs monographs, LintReports reports) {
    this.monographs = monographs;
    this.reports = reports;
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "lintMonograph",
      summary = "What is wrong in a published monograph, against what is held now")
  public LintReport get(@PathParam("id") String id) {
    var monograph = monographs.published(Answers.id("monograph", id));
    if (monograph == null) {
      throw Problems.notFound("monograph", id);
    }
    return reports.of(List.of(monograph), false).getFirst();
  }
}
