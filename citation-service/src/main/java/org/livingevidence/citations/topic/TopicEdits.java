package org.livingevidence.citations.topic;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.AuditLog;
import org.livingevidence.access.FieldError;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.event.TopicSource;
import org.livingevidence.citations.field.FieldRules;
import org.livingevidence.citations.topic.part.TopicParts;
import org.livingevidence.outbox.EventId;
import org.livingevidence.outbox.Kind;
import org.livingevidence.outbox.Lane;
import org.livingevidence.outbox.LockedAggregate;
import org.livingevidence.outbox.Outbox;
import org.livingevidence.outbox.OutboxConfig;

/// What people do to topics: each in the caller's transaction, under the topic's lock, with its
/// audit entry and its event.
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class TopicEdits {
  private final TopicStore store;
  private final TopicParts parts;
  private final Outbox outbox;
  private final OutboxConfig outboxConfig;
  private final AuditLog audit;

  TopicEdits(
      TopicStore store,
      TopicParts parts,
      Outbox outbox,
      OutboxConfig outboxConfig,
      AuditLog audit) {
    this.store = store;
    this.parts = parts;
    this.outbox = outbox;
    this.outboxConfig = outboxConfig;
    this.audit = audit;
  }

  /// A topic as it is after an edit, and the event that says so.
  public record Edited(String id, EventId event, JsonNode data) {}

  /// Creates a topic; a curated one is named after itself.
  public Edited create(Topic written) throws SQLException {
    check(written);
    Topic.Source source = new Topic.Source("curated", null);
    FieldRules rules = new FieldRules();
    rules.decidedHere("source", written.source(), source);
    String name = written.name() == null ? "" : written.name();
    String slug = TopicNames.slug(name);
    if (written.id() == null && slug.isEmpty()) {
      rules.wrong("name", "gives no id: it has neither a Latin letter nor a digit");
    }
    rules.refuseUnlessPassed("topic");
    String id = written.id() == null ? "LE:" + slug : written.id();
    parts.takeTurn();
    LockedAggregate aggregate = outbox.lock(TopicSource.TYPE, id);
    if (aggregate.exists()) {
      throw Problems.builder(Status.CONFLICT, "There is a topic of this id already: " + id)
          .with("errors", List.of(new FieldError("id", "belongs to " + id)))
          .with("other", id)
          .build();
    }
    Topic settled = settle(id, written, source);
    TopicEntity entity = new TopicEntity();
    entity.id = id;
    fill(entity, settled);
    entity.persistAndFlush();
    parts.curated(id, null, settled.withSlug(null));
    JsonNode after = StateJson.tree(settled);
    audit.record("create", TopicSource.TYPE, id, null, after, null);
    return new Edited(id, aggregate.changed(List.of(), Lane.INTERACTIVE), after);
  }

  /// Replaces a topic. The same content again is no edit: it answers the version that stands.
  public Edited update(String id, Topic written, @Nullable String ifMatch) throws SQLException {
    FieldRules rules = new FieldRules();
    rules.decidedHere("id", written.id(), id);
    rules.refuseUnlessPassed("topic");
    parts.takeTurn();
    LockedAggregate aggregate = outbox.lock(TopicSource.TYPE, id);
    TopicEntity entity = stored(id);
    Preconditions.ifMatch(ifMatch, aggregate.version());
    Topic standing = StateJson.read(entity.data, Topic.class);
    check(written.id() == null ? written.settled(id, new Topic.Source("curated", null)) : written);
    Topic.Source source =
        standing.source() == null ? new Topic.Source("curated", null) : standing.source();
    rules.decidedHere("source", written.source(), source);
    rules.decidedHere("scheme", written.scheme(), standing.scheme());
    rules.refuseUnlessPassed("topic");
    JsonNode before = StateJson.tree(standing);
    JsonNode same = StateJson.tree(settle(id, written, source));
    if (same.equals(before)) {
      return new Edited(
          id, EventId.of(TopicSource.TYPE, Kind.CHANGED, id, aggregate.version()), before);
    }
    Topic settled = settle(id, written, new Topic.Source("curated", source.revised()));
    fill(entity, settled);
    entity.persistAndFlush();
    parts.curated(id, before, settled.withSlug(null));
    JsonNode after = StateJson.tree(settled);
    audit.record("update", TopicSource.TYPE, id, before, after, null);
    EventId event = aggregate.changed(StateJson.changedPaths(before, after), Lane.INTERACTIVE);
    return new Edited(id, event, after);
  }

  /// Deletes a topic. Its source brings it back only by revising it; its page name stays its own.
  public EventId delete(String id, @Nullable String ifMatch) throws SQLException {
    parts.takeTurn();
    LockedAggregate aggregate = outbox.lock(TopicSource.TYPE, id);
    TopicEntity entity = stored(id);
    Preconditions.ifMatch(ifMatch, aggregate.version());
    JsonNode before = StateJson.parse(entity.data);
    entity.delete();
    TopicEntity.flush();
    parts.deletedByCurator(id);
    audit.record("delete", TopicSource.TYPE, id, before, null, null);
    return aggregate.deleted(Lane.INTERACTIVE);
  }

  /// A writer's slug is only taken when it is the one that the topic has.
  private Topic settle(String id, Topic written, Topic.Source source) throws SQLException {
    Topic settled = written.settled(id, source);
    String slug = store.slug(id, settled);
    FieldRules rules = new FieldRules();
    rules.decidedHere("slug", written.slug(), slug);
    rules.refuseUnlessPassed("topic");
    return settled.withSlug(slug);
  }

  private static void check(Topic written) {
    FieldRules rules = new FieldRules();
    TopicRules.check(written, rules);
    rules.refuseUnlessPassed("topic");
  }

  private static TopicEntity stored(String id) {
    TopicEntity entity = TopicEntity.findById(id);
    if (entity == null) {
      throw Problems.notFound("topic", id);
    }
    return entity;
  }

  private void fill(TopicEntity entity, Topic settled) {
    String json = StateJson.write(settled);
    if (json.getBytes(StandardCharsets.UTF_8).length > outboxConfig.eventBytes()) {
      throw Problems.of(
          Status.REQUEST_ENTITY_TOO_LARGE,
          "The topic is larger than the "
              + outboxConfig.eventBytes()
              + " bytes that an event may carry.");
    }
    entity.condition = Boolean.TRUE.equals(settled.condition());
    entity.data = json;
    entity.hash = StateJson.hash(StateJson.write(settled.withSlug(null)));
    Set<String> numbers = Set.copyOf(settled.treeNumbers());
    if (!entity.treeNumbers.equals(numbers)) {
      entity.treeNumbers.clear();
      entity.treeNumbers.addAll(numbers);
    }
  }
}
