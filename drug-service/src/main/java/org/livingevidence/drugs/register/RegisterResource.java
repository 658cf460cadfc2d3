package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.HeldDrugs;

/// What registers say of a drug, with the release that says it. They come by imports and are not
/// edited.
@Path("/api/v1/drugs/{drugId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "drugs")
@RunOnVirtualThread
public class RegisterResource {
  private static final int MOST_ITEMS = 200;

  private final HeldDrugs drugs;
  private final DrugApplications applications;
  private final DrugDesignations designations;
  private final DrugCodes codes;
  private final RegisterStore store;

  RegisterResource(
      HeldDrugs drugs,
      DrugApplications applications,
      DrugDesignations designations,
      DrugCodes codes,
      RegisterStore store) {
    this.drugs = drugs;
    this.applications = applications;
    this.designations = designations;
    this.codes = codes;
    this.store = store;
  }

  /// What a register says of a drug.
  ///
  /// @param register its title
  /// @param release the newest day that the newest import of it speaks of; null when none was
  ///     imported, so that an empty list says nothing
  public record RegisterItems(
      String register,
      @Nullable String release,
      List<JsonNode> items,
      long total,
      @Nullable String next) {}

  @GET
  @Path("/applications")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listDrugApplications",
      summary = "The applications that a drug's products are marketed under, with their approvals",
      description =
          "Of Drugs@FDA and of the labels held, joined by application number: originals before"
              + " generics, single drugs before combinations, the oldest approval first.")
  public RegisterItems applications(
      @PathParam("drugId") String drugId,
      @QueryParam("cursor") @DefaultValue("0") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    var all = applications.of(drug(drugId));
    return page(Register.DRUGS_AT_FDA, all, cursor, limit);
  }

  @GET
  @Path("/designations")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listDrugDesignations",
      summary = "A drug's orphan designations and the indications approved under them",
      description =
          "In the list's own words, oldest first; conditions are what the dictionary finds in"
              + " them, found by a machine and confirmed by nobody.")
  public RegisterItems designations(
      @PathParam("drugId") String drugId,
      @QueryParam("cursor") @DefaultValue("0") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return page(Register.ORPHAN_LIST, designations.of(drug(drugId)), cursor, limit);
  }

  @GET
  @Path("/codes")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listDrugCodes",
      summary = "The codes of a drug and of its products, each with who says so",
      description =
          "Codes of the substance first. An RxCUI of a product is of that product; a system in which"
              + " no source tells the substance's code says so.")
  public Answers.Items codes(
      @PathParam("drugId") String drugId,
      @QueryParam("cursor") @DefaultValue("0") String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    var page = page(Register.RXNORM_BY_UNII, codes.of(drug(drugId)), cursor, limit);
    return new Answers.Items(page.items(), page.total(), page.next());
  }

  private RegisterItems page(Register register, List<ObjectNode> all, String cursor, int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (!cursor.matches("[0-9]{1,7}")) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    int from = Math.min(all.size(), Integer.parseInt(cursor));
    int to = Math.min(all.size(), from + limit);
    return new RegisterItems(
        register.title(),
        store.newestRelease(register),
        List.copyOf(all.subList(from, to)),
        all.size(),
        to < all.size() ? Integer.toString(to) : null);
  }

  private Drug drug(String id) {
    var drug = drugs.drugs(List.of(Answers.id("drug", id))).get(id);
    if (drug == null) {
      throw Problems.notFound("drug", id);
    }
    return drug;
  }
}
