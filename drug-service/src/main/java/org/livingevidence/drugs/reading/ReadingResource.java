package org.livingevidence.drugs.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.drugs.drug.Answers;
import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.drug.DrugBulk;
import org.livingevidence.drugs.drug.HeldDrugs;
import org.livingevidence.drugs.event.DrugEvents;
import org.livingevidence.drugs.label.HeldLabels;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Lane;

/// What rules read of a drug in its labels, with all that they were not sure enough of, and what
/// curators decide of it.
@Path("/api/v1/drugs/{drugId}/readings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "drugs")
@RunOnVirtualThread
public class ReadingResource {
  private static final String UNDECIDED = "undecided";
  private static final int LONGEST_WHY = 2_000;

  private final HeldDrugs drugs;
  private final HeldReadings readings;
  private final ReadingStore store;
  private final UnreadLabels unread;
  private final HeldLabels labels;
  private final DrugBulk bulk;
  private final DrugEvents events;
  private final AuditLog audit;

  ReadingResource(
      HeldDrugs drugs,
      HeldReadings readings,
      ReadingStore store,
      UnreadLabels unread,
      HeldLabels labels,
      DrugBulk bulk,
      DrugEvents events,
      AuditLog audit) {
    this.drugs = drugs;
    this.readings = readings;
    this.store = store;
    this.unread = unread;
    this.labels = labels;
    this.bulk = bulk;
    this.events = events;
    this.audit = audit;
  }

  /// All that was read, each with its standing.
  ///
  /// @param unread the drug's labels over which the rules failed: what they say now is not here
  @Schema(name = "Readings")
  record Proposed(List<Proposal> items, long total, List<UnreadLabels.Unread> unread) {}

  /// @param standing only what stands so
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listReadings", summary = "What rules read in the labels of a drug")
  public Proposed list(
      @PathParam("drugId") String drugId, @QueryParam("standing") @Nullable String standing) {
    if (standing != null
        && Arrays.stream(Proposal.Standing.values()).noneMatch(is -> is.word().equals(standing))) {
      throw Problems.invalid(
          "standing",
          "must be one of "
              + Arrays.stream(Proposal.Standing.values()).map(Proposal.Standing::word).toList());
    }
    var drug = drug(drugId);
    var items =
        all(drug).stream()
            .filter(each -> standing == null || each.standing().word().equals(standing))
            .toList();
    return new Proposed(items, items.size(), unread.among(labels.ofDrug(drug.id())));
  }

  /// Confirms or rejects what was read, or takes a decision back.
  ///
  /// @param form `{"decision": "confirmed" | "rejected" | "undecided", "why": …}`
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.CURATOR)
  @Transactional
  @Operation(
      operationId = "decideReading",
      summary = "Confirm or reject what was read; the decision outlives another import")
  public Response decide(
      @PathParam("drugId") String drugId, @PathParam("id") String id, JsonNode form) {
    String word = form.path("decision").asText();
    String why = form.path("why").textValue();
    if (!List.of("confirmed", "rejected", UNDECIDED).contains(word)) {
      throw Problems.invalid("decision", "must be confirmed, rejected or undecided");
    }
    if (why != null && why.length() > LONGEST_WHY) {
      throw Problems.invalid("why", "must have at most " + LONGEST_WHY + " characters");
    }
    var drug = drug(drugId);
    bulk.lock(List.of(drug.id()));
    var locked = events.lock(drug.id());
    var proposal = proposal(drug, id);
    store.decide(
        drug.id(),
        id,
        word.equals(UNDECIDED)
            ? null
            : readings.decision(
                Decision.Kind.of(word), String.valueOf(proposal.source().sentence()), why));
    var changed = bulk.follow(List.of(drug.id()), Lane.INTERACTIVE);
    audit.record("decide-reading", DrugEvents.TYPE, drug.id() + "/" + id, null, form, null);
    EventId event = changed.isEmpty() ? DrugEvents.present(locked) : changed.getFirst();
    return Response.ok(proposal(drug(drugId), id))
        .header(Answers.VERSION, event.toString())
        .build();
  }

  private Drug drug(String drugId) {
    String checked = Answers.id("drug", drugId);
    var found = drugs.drugs(List.of(checked)).get(checked);
    if (found == null) {
      throw Problems.notFound("drug", drugId);
    }
    return found;
  }

  private List<Proposal> all(Drug drug) {
    return readings.proposals(List.of(drug)).getOrDefault(drug.id(), List.of());
  }

  private Proposal proposal(Drug drug, String id) {
    return all(drug).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Problems.notFound("reading of " + drug.id(), id));
  }
}
