package org.livingevidence.citations.citation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.CitationSource;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;
import org.livingevidence.citations.source.SourceStore;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;
import org.livingevidence.outbox.OutboxConfig;

/// What people do to citations: each in the caller's transaction, under the citation's lock, with
/// its audit entry and its event.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class CitationEdits {
  private final CitationStore store;
  private final IdentifierClaims claims;
  private final CitationMentions mentions;
  private final SourceStore sources;
  private final Outbox outbox;
  private final OutboxConfig outboxConfig;
  private final AuditLog audit;

  CitationEdits(
      CitationStore store,
      IdentifierClaims claims,
      CitationMentions mentions,
      SourceStore sources,
      Outbox outbox,
      OutboxConfig outboxConfig,
      AuditLog audit) {
    this.store = store;
    this.claims = claims;
    this.mentions = mentions;
    this.sources = sources;
    this.outbox = outbox;
    this.outboxConfig = outboxConfig;
    this.audit = audit;
  }

  /// A citation as it is after an edit, and the event that says so.
  public record Edited(String id, EventId event, JsonNode data) {}

  /// Creates a citation under its strongest identifier.
  public Edited create(Citation written) throws SQLException {
    Citation canonical = checked(written);
    Citation.Identifiers identifiers = identifiers(canonical);
    String id = CitationKey.of(canonical);
    FieldRules rules = new FieldRules();
    rules.decidedHere("id", written.id(), id);
    rules.decidedHere("source", written.source(), new Citation.Source("curated", null, null));
    rules.refuseUnlessPassed("citation");
    store.enter();
    claims.claim(identifiers);
    LockedAggregate aggregate = outbox.lock(CitationSource.TYPE, id);
    if (aggregate.exists()) {
      throw exists(
          id, id.startsWith("hash:") ? "title" : "identifiers." + id.substring(0, id.indexOf(':')));
    }
    refuseTaken(id, identifiers);
    Citation principal = canonical.settled(id, new Citation.Source("curated", null, null));
    Citation settled = mentions.resolved(store.merged(id, principal));
    CitationMentions.decidedHere(written, settled.mentions(), rules);
    rules.refuseUnlessPassed("citation");
    CitationEntity entity = new CitationEntity();
    entity.id = id;
    fill(entity, principal, settled);
    entity.persist();
    JsonNode after = StateJson.tree(settled);
    store.edited(id, after);
    audit.record("create", CitationSource.TYPE, id, null, after, null);
    return new Edited(id, aggregate.changed(List.of(), Lane.INTERACTIVE), after);
  }

  /// Replaces a citation. The same content again is no edit: it answers the version that stands.
  public Edited update(String id, Citation written, @Nullable String ifMatch) throws SQLException {
    FieldRules rules = new FieldRules();
    rules.decidedHere("id", written.id(), id);
    rules.refuseUnlessPassed("citation");
    Citation canonical = checked(written);
    Citation.Identifiers identifiers = identifiers(canonical);
    store.enter();
    claims.claim(identifiers);
    LockedAggregate aggregate = outbox.lock(CitationSource.TYPE, id);
    CitationEntity entity = stored(id);
    Preconditions.ifMatch(ifMatch, aggregate.version());
    Citation standing = StateJson.read(entity.data, Citation.class);
    Citation.Source source =
        standing.source() == null ? new Citation.Source("curated", null, null) : standing.source();
    rules.decidedHere("source", written.source(), source);
    refuseOtherName(id, identifiers, rules);
    CitationMentions.decidedHere(written, standing.mentions(), rules);
    if (!written.sources().isEmpty() && !written.sources().equals(standing.sources())) {
      rules.wrong("sources", "is decided by this service, from the records that are merged here");
    }
    rules.refuseUnlessPassed("citation");
    JsonNode before = StateJson.tree(standing);
    JsonNode same =
        StateJson.tree(
            canonical
                .settled(id, source)
                .withMentions(standing.mentions())
                .withSources(standing.sources()));
    if (same.equals(before)) {
      return new Edited(
          id, EventId.of(CitationSource.TYPE, Kind.CHANGED, id, aggregate.version()), before);
    }
    refuseTaken(id, identifiers);
    Citation principal =
        canonical
            .settled(id, new Citation.Source("curated", source.version(), source.revised()))
            .withSources(List.of());
    Citation settled = mentions.resolved(store.merged(id, principal));
    fill(entity, principal, settled);
    JsonNode after = StateJson.tree(settled);
    store.edited(id, after);
    audit.record("update", CitationSource.TYPE, id, before, after, null);
    EventId event = aggregate.changed(StateJson.changedPaths(before, after), Lane.INTERACTIVE);
    return new Edited(id, event, after);
  }

  /// Deletes a citation. Its source brings it back only by revising it.
  public EventId delete(String id, @Nullable String ifMatch) throws SQLException {
    store.enter();
    LockedAggregate aggregate = outbox.lock(CitationSource.TYPE, id);
    CitationEntity entity = stored(id);
    Preconditions.ifMatch(ifMatch, aggregate.version());
    JsonNode before = StateJson.parse(entity.data);
    store.withdrawn(id);
    entity.delete();
    store.edited(id, null);
    sources.deletedByCurator(CitationSource.TYPE, id);
    audit.record("delete", CitationSource.TYPE, id, before, null, null);
    return aggregate.deleted(Lane.INTERACTIVE);
  }

  private static CitationEntity stored(String id) {
    CitationEntity entity = CitationEntity.findById(id);
    if (entity == null) {
      throw Problems.notFound("citation", id);
    }
    return entity;
  }

  private void fill(CitationEntity entity, Citation principal, Citation settled) {
    String json = StateJson.write(settled);
    if (json.getBytes(StandardCharsets.UTF_8).length > outboxConfig.eventBytes()) {
      throw Problems.of(
          Status.REQUEST_ENTITY_TOO_LARGE,
          "The citation is larger than the "
              + outboxConfig.eventBytes()
              + " bytes that an event may carry.");
    }
    Citation.Identifiers identifiers = identifiers(settled);
    entity.pmid = identifiers.pmid();
    entity.pmcid = identifiers.pmcid();
    entity.doi = identifiers.doi();
    entity.data = json;
    entity.hash = StateJson.hash(StateJson.write(principal.withMentions(List.of())));
    Fingerprint fingerprint = settled.fingerprint();
    entity.titleKey = fingerprint.titleKey() == 0 ? null : fingerprint.titleKey();
    entity.placeKey = fingerprint.placeKey() == 0 ? null : fingerprint.placeKey();
  }

  private static Citation checked(Citation written) {
    FieldRules rules = new FieldRules();
    CitationRules.check(written, rules);
    rules.refuseUnlessPassed("citation");
    return written.canonical();
  }

  private static Citation.Identifiers identifiers(Citation citation) {
    return citation.identifiers() == null
        ? new Citation.Identifiers(null, null, null, null)
        : citation.identifiers();
  }

  private void refuseTaken(String id, Citation.Identifiers identifiers) throws SQLException {
    IdentifierClaims.Taken taken = claims.taken(id, identifiers);
    if (taken != null) {
      throw exists(taken.id(), "identifiers." + taken.field());
    }
  }

  /// An id never changes; so the identifier that it is made of does not either.
  private static void refuseOtherName(
      String id, Citation.Identifiers identifiers, FieldRules rules) {
    String kind = id.substring(0, id.indexOf(':'));
    String value = id.substring(id.indexOf(':') + 1);
    switch (kind) {
      case "pmid" -> named("identifiers.pmid", value, identifiers.pmid(), rules);
      case "pmcid" -> named("identifiers.pmcid", value, identifiers.pmcid(), rules);
      case "doi" -> named("identifiers.doi", value, identifiers.doi(), rules);
      default -> {}
    }
  }

  private static void named(
      String field, String value, @Nullable String written, FieldRules rules) {
    if (!value.equals(written)) {
      rules.wrong(field, "names this citation and stays " + value);
    }
  }

  private static RuntimeException exists(String other, String field) {
    return Problems.builder(
            Status.CONFLICT, "There is a citation with this identifier already: " + other)
        .with("errors", List.of(new FieldError(field, "belongs to " + other)))
        .with("other", other)
        .build();
  }
}
