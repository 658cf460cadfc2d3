package org.livingevidence.drugs.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.form.PlainText;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.drugs.indication.Jurisdiction;
import org.livingevidence.drugs.label.LabelStore.LinkedDrug;

/// Labels by REST. They come by imports and are not edited.
@Path("/api/v1/labels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "labels")
@RunOnVirtualThread
public class LabelResource {
  private static final int MOST_ITEMS = 200;
  private static final Pattern SET_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:_-]{0,99}");

  private final LabelStore store;

  LabelResource(LabelStore store) {
    this.store = store;
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listLabels",
      summary = "Labels in order of set id, without sections, versions and products",
      description =
          "q= are beginnings of words of names, brands, substances, labelers, application numbers"
              + " and NDCs. unconfirmedSince= gives those that no import has shown since that day.")
  public Answers.Items list(
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("jurisdiction") @Nullable String jurisdiction,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("language") @Nullable String language,
      @QueryParam("q") @Nullable String q,
      @QueryParam("unconfirmedSince") @Nullable String unconfirmedSince,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    if (drug != null && !Slug.PATTERN.matcher(drug).matches()) {
      throw Problems.invalid("drug", "must be the id of a drug");
    }
    if (jurisdiction != null && !Jurisdiction.isValid(jurisdiction)) {
      throw Problems.invalid("jurisdiction", "must be an ISO 3166 country code, or EU");
    }
    if (cursor != null && !SET_ID.matcher(cursor).matches()) {
      throw Problems.invalid("cursor", "must be the \"next\" of the page before");
    }
    String words = q == null ? "" : LabelKeys.searched(q);
    if (q != null && (words.isEmpty() || words.length() > 500)) {
      throw Problems.invalid("q", "must have letters or digits, and at most 500 of them");
    }
    var filter =
        new LabelStore.Filter(
            drug,
            jurisdiction,
            kind,
            language,
            words.isEmpty() ? List.of() : List.of(words.split(" ")),
            day(unconfirmedSince));
    var page = store.list(filter, cursor, limit);
    var drugs = store.drugs(page.items().stream().map(item -> item.path("id").asText()).toList());
    List<JsonNode> items = new ArrayList<>();
    for (var item : page.items()) {
      items.add(withDrugs(item, drugs.getOrDefault(item.path("id").asText(), List.of())));
    }
    return new Answers.Items(items, page.total(), page.next());
  }

  @GET
  @Path("/{setId}")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "getLabel",
      summary = "A label: what its current version says of itself, and the versions held")
  public Response get(
      @PathParam("setId") String setId,
      @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
    String id = known(setId);
    var stored = store.read(id);
    if (stored == null) {
      throw notHeld(setId);
    }
    var drugs = store.drugs(List.of(id)).getOrDefault(id, List.of());
    String etag =
        Preconditions.etag(
            stored.version(), Outline.sha256(LabelJson.text(drugs)).substring(0, 12));
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(withDrugs(stored.data(), drugs)).header("ETag", etag).build();
  }

  static HttpProblem notHeld(String setId) {
    return Problems.builder(
            Response.Status.NOT_FOUND,
            "No label \"" + setId + "\" is held. That says nothing of whether there is one.")
        .withType(Problems.type("label-not-held"))
        .build();
  }

  /// A set id in a path; what cannot be one is as absent as what is not there.
  static String known(String setId) {
    if (!SET_ID.matcher(setId).matches()) {
      throw notHeld(PlainText.printable(setId));
    }
    return setId;
  }

  private static ObjectNode withDrugs(ObjectNode label, List<LinkedDrug> drugs) {
    label.set("drugs", LabelJson.tree(drugs));
    return label;
  }

  private static @Nullable Instant day(@Nullable String day) {
    if (day == null) {
      return null;
    }
    try {
      return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw Problems.invalid("unconfirmedSince", "must be a day such as 2026-01-31");
    }
  }
}
