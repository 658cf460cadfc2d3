package org.livingevidence.drugs.indication;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;

/// Indications across drugs: what is stated of a condition, in a jurisdiction, with a status.
/// Exactly what is stated: an approval for a narrower or broader condition is not among them.
@Path("/api/v1/indications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "indications")
@RunOnVirtualThread
public class IndicationResource {
  private static final int MOST_ITEMS = 200;

  private final IndicationStore store;

  IndicationResource(IndicationStore store) {
    this.store = store;
  }

  /// A page; each item is an indication with `drug: {id, name}`.
  record Items(List<JsonNode> items, long total, @Nullable String next) {}

  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listIndications", summary = "Indications of all drugs, by drug and id")
  public Items list(
      @QueryParam("condition") @Nullable String condition,
      @QueryParam("drug") @Nullable String drug,
      @QueryParam("jurisdiction") @Nullable String jurisdiction,
      @QueryParam("status") @Nullable String status,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (jurisdiction != null && !Jurisdiction.isValid(jurisdiction)) {
      throw Problems.invalid(
          "jurisdiction", "must be an ISO 3166 country code of two capitals, or EU");
    }
    if (status != null
        && Arrays.stream(Status.values()).noneMatch(one -> one.word().equals(status))) {
      throw Problems.invalid(
          "status",
          "must be one of "
              + Arrays.stream(Status.values()).map(Status::word).collect(Collectors.joining(", ")));
    }
    if (limit < 1 || limit > MOST_ITEMS) {
      throw Problems.invalid("limit", "must be 1 to " + MOST_ITEMS);
    }
    noControls("condition", condition);
    noControls("drug", drug);
    var page =
        store.find(
            new IndicationStore.Question(condition, drug, jurisdiction, status),
            cursor == null ? null : place(cursor),
            limit);
    return new Items(page.items(), page.total(), page.next() == null ? null : cursor(page.next()));
  }

  private static void noControls(String name, @Nullable String value) {
    if (value != null && value.chars().anyMatch(Character::isISOControl)) {
      throw Problems.invalid(name, "must not contain control characters");
    }
  }

  private static String cursor(IndicationStore.Place place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((place.drugId() + " " + place.id()).getBytes(UTF_8));
  }

  private static IndicationStore.Place place(String cursor) {
    try {
      var parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split(" ", -1);
      if (parts.length == 2 && String.join("", parts).matches("[a-z0-9-]+")) {
        return new IndicationStore.Place(parts[0], parts[1]);
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw Problems.invalid("cursor", "must be the \"next\" of the page before");
  }
}
