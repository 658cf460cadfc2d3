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
import java.util.Map;
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
import org.livingevidence.drugs.label.LabelAnswers.OfCode;
import org.livingevidence.drugs.label.LabelAnswers.ServedSection;
import org.livingevidence.drugs.label.LabelAnswers.Standing;
import org.livingevidence.drugs.label.LabelAnswers.Version;
import org.livingevidence.drugs.label.LabelStore.LinkedDrug;

/// Labels by REST. They come by imports and are not edited.
@Path("/api/v1/labels")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "labels")
@RunOnVirtualThread
public class LabelResource {
  private static final int MOST_ITEMS = 200;
  private static final int MOST_CONTEXT = 500;
  private static final Pattern SET_ID = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.:_-]{0,99}");
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,59}");

  private final LabelStore store;
  private final RenditionStore renditions;
  private final HeldLabels held;

  LabelResource(LabelStore store, RenditionStore renditions, HeldLabels held) {
    this.store = store;
    this.renditions = renditions;
    this.held = held;
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

  @GET
  @Path("/{setId}/versions")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listLabelVersions",
      summary = "All versions held, newest first, with where each was read")
  public LabelAnswers.Versions versions(@PathParam("setId") String setId) {
    String id = known(setId);
    var stored = store.read(id);
    if (stored == null) {
      throw notHeld(setId);
    }
    var origins = LabelAnswers.origins(renditions.of(List.of(id)).getOrDefault(id, List.of()));
    var items = new ArrayList<LabelAnswers.VersionItem>();
    for (var each : LabelJson.versions(stored.data())) {
      items.add(
          new LabelAnswers.VersionItem(
              each, items.isEmpty(), origins.getOrDefault(each.version(), List.of())));
    }
    return new LabelAnswers.Versions(id, items, items.size());
  }

  @GET
  @Path("/{setId}/versions/{version}")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "getLabelVersion",
      summary = "A version with its sections; \"current\" stands for the newest held")
  public Version version(@PathParam("setId") String setId, @PathParam("version") String version) {
    String id = known(setId);
    var versions = held.versions(id);
    var found = find(id, versions, version);
    return Version.of(
        held.document(found),
        found.version() == versions.keySet().iterator().next(),
        store.drugs(List.of(id)).getOrDefault(id, List.of()));
  }

  @GET
  @Path("/{setId}/versions/{version}/sections/{code}")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "getLabelSections",
      summary = "The sections of a code in a version",
      description =
          "standing tells a section that this version has not from one that its source does not"
              + " tell apart; a label or version that is not held is 404.")
  public OfCode sections(
      @PathParam("setId") String setId,
      @PathParam("version") String version,
      @PathParam("code") String code) {
    if (!CODE.matcher(code).matches()) {
      throw Problems.invalid("code", "must be the code of a section, such as 34067-9");
    }
    String id = known(setId);
    var label = held.document(find(id, held.versions(id), version));
    var found = label.of(code).stream().map(ServedSection::of).toList();
    var standing =
        !found.isEmpty()
            ? Standing.PRESENT
            : label.rendering().tells(code)
                ? Standing.NONE_IN_THIS_VERSION
                : Standing.NOT_TOLD_BY_SOURCE;
    return new OfCode(
        id,
        label.version(),
        label.effective(),
        label.rendering(),
        code,
        LabelCodes.titleOf(code),
        standing,
        found);
  }

  @GET
  @Path("/{setId}/versions/{version}/diff")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "diffLabelVersions",
      summary = "What differs between a version and another, section by section and word by word",
      description =
          "to= is the other version, the current one by default; context= how many unchanged words"
              + " are shown beside a change. fromRendition= and toRendition= compare what one kind"
              + " of source changed without a new version, by the hashes that the version names.")
  public LabelDiff diff(
      @PathParam("setId") String setId,
      @PathParam("version") String version,
      @QueryParam("to") @DefaultValue("current") String to,
      @QueryParam("fromRendition") @Nullable String fromRendition,
      @QueryParam("toRendition") @Nullable String toRendition,
      @QueryParam("context") @DefaultValue("12") int context) {
    if (context < 0 || context > MOST_CONTEXT) {
      throw Problems.invalid("context", "must be 0 to " + MOST_CONTEXT);
    }
    String id = known(setId);
    var versions = held.versions(id);
    var before = rendition(versions, find(id, versions, version), "fromRendition", fromRendition);
    var after = rendition(versions, find(id, versions, to), "toRendition", toRendition);
    return LabelDiff.between(held.document(before), held.document(after), context);
  }

  private static Rendition rendition(
      Map<Long, List<Rendition>> versions, Rendition found, String field, @Nullable String hash) {
    if (hash == null) {
      return found;
    }
    return versions.getOrDefault(found.version(), List.of()).stream()
        .filter(each -> each.hash().equals(hash))
        .findFirst()
        .orElseThrow(() -> Problems.invalid(field, "must be the hash of one of its renditions"));
  }

  /// The rendition that speaks for a version.
  static Rendition find(String setId, Map<Long, List<Rendition>> versions, String version) {
    if (versions.isEmpty()) {
      throw notHeld(setId);
    }
    if (version.equals("current")) {
      return versions.values().iterator().next().getFirst();
    }
    var found = version.matches("[0-9]{1,12}") ? versions.get(Long.parseLong(version)) : null;
    if (found == null) {
      throw Problems.builder(
              Response.Status.NOT_FOUND,
              "The label \"" + setId + "\" is held, but not in this version.")
          .withType(Problems.type("label-version-not-held"))
          .with("versions", List.copyOf(versions.keySet()))
          .build();
    }
    return found.getFirst();
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
