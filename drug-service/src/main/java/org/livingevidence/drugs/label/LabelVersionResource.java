package org.livingevidence.drugs.label;

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
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.label.LabelAnswers.OfCode;
import org.livingevidence.drugs.label.LabelAnswers.ServedSection;
import org.livingevidence.drugs.label.LabelAnswers.Standing;
import org.livingevidence.drugs.label.LabelAnswers.Version;

/// The versions of a label by REST: their sections, and what differs between two.
@Path("/api/v1/labels/{setId}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "labels")
@RunOnVirtualThread
public class LabelVersionResource {
  private static final int MOST_CONTEXT = 500;
  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,59}");

  private final LabelStore store;
  private final RenditionStore renditions;
  private final HeldLabels held;

  LabelVersionResource(LabelStore store, RenditionStore renditions, HeldLabels held) {
    this.store = store;
    this.renditions = renditions;
    this.held = held;
  }

  @GET
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "listLabelVersions",
      summary = "All versions held, newest first, with where each was read")
  public LabelAnswers.Versions versions(@PathParam("setId") String setId) {
    String id = LabelResource.known(setId);
    var stored = store.read(id);
    if (stored == null) {
      throw LabelResource.notHeld(setId);
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
  @Path("/{version}")
  @RolesAllowed(Roles.READER)
  @Transactional
  @Operation(
      operationId = "getLabelVersion",
      summary = "A version with its sections; \"current\" stands for the newest held")
  public Version version(@PathParam("setId") String setId, @PathParam("version") String version) {
    String id = LabelResource.known(setId);
    var versions = held.versions(id);
    var found = find(id, versions, version);
    return Version.of(
        held.document(found),
        found.version() == versions.keySet().iterator().next(),
        store.drugs(List.of(id)).getOrDefault(id, List.of()));
  }

  @GET
  @Path("/{version}/sections/{code}")
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
    String id = LabelResource.known(setId);
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
  @Path("/{version}/diff")
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
    String id = LabelResource.known(setId);
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
  private static Rendition find(String setId, Map<Long, List<Rendition>> versions, String version) {
    if (versions.isEmpty()) {
      throw LabelResource.notHeld(setId);
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
}
