package org.livingevidence.citations.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.access.Roles;
import org.livingevidence.citations.field.Paging;
import org.livingevidence.outbox.EventId;

/// Topics over HTTP. The computed `parents` stand in answers only, never in events.
@Path("/api/v1/topics")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class TopicResource {
  /// Names the event of a write, by which a reader waits for it.
  static final String EVIDENCE_VERSION = "Evidence-Version";

  private final TopicStore store;
  private final TopicEdits edits;
  private final IdempotencyKeys keys;

  TopicResource(TopicStore store, TopicEdits edits, IdempotencyKeys keys) {
    this.store = store;
    this.edits = edits;
    this.keys = keys;
  }

  /// All topics, or only the conditions, in the order of their ids.
  @GET
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "listTopics", summary = "List topics")
  public Paging.Page list(
      @QueryParam("condition") @DefaultValue("false") boolean conditionsOnly,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") int limit)
      throws SQLException {
    List<TopicStore.Versioned> page =
        store.page(Paging.after(cursor), conditionsOnly, Paging.limit(limit) + 1);
    boolean more = page.size() > limit;
    List<TopicStore.Versioned> shown = more ? page.subList(0, limit) : page;
    return new Paging.Page(
        shown.stream().map(TopicStore.Versioned::data).toList(),
        store.total(conditionsOnly),
        more ? Paging.cursor(shown.getLast().id()) : null);
  }

  /// One topic.
  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.READER)
  @Operation(operationId = "getTopic", summary = "Read a topic")
  public Response get(
      @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch)
      throws SQLException {
    TopicStore.Versioned found = store.read(id);
    if (found == null) {
      throw Problems.notFound("topic", id);
    }
    String etag = Preconditions.etag(found.version());
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(withParents(found))
        .header("ETag", etag)
        .header("Content-Location", location(found.id()))
        .build();
  }

  /// Creates a topic.
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "createTopic", summary = "Create a topic")
  public Response create(Topic topic, @HeaderParam(IdempotencyKeys.HEADER) @Nullable String key)
      throws SQLException {
    return keys.once(key, "createTopic", topic, () -> created(topic)).toResponse();
  }

  private IdempotencyKeys.Answer created(Topic topic) {
    try {
      TopicEdits.Edited edited = edits.create(topic);
      return new IdempotencyKeys.Answer(
          Response.Status.CREATED.getStatusCode(),
          Map.of(
              "Location",
              location(edited.id()),
              "ETag",
              Preconditions.etag(edited.event().version()),
              EVIDENCE_VERSION,
              edited.event().toString()),
          edited.data());
    } catch (SQLException e) {
      throw new IllegalStateException("the topic could not be stored", e);
    }
  }

  /// Replaces a topic.
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "replaceTopic", summary = "Replace a topic")
  public Response update(
      @PathParam("id") String id, Topic topic, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws SQLException {
    TopicEdits.Edited edited = edits.update(id, topic, ifMatch);
    return Response.ok(edited.data())
        .header("ETag", Preconditions.etag(edited.event().version()))
        .header(EVIDENCE_VERSION, edited.event().toString())
        .build();
  }

  /// Deletes a topic.
  @DELETE
  @Path("/{id}")
  @Transactional
  @RolesAllowed(Roles.CURATOR)
  @Operation(operationId = "deleteTopic", summary = "Delete a topic")
  public Response delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws SQLException {
    EventId event = edits.delete(id, ifMatch);
    return Response.noContent().header(EVIDENCE_VERSION, event.toString()).build();
  }

  /// Adds what only readers of one topic want: what stands directly above it.
  private JsonNode withParents(TopicStore.Versioned topic) throws SQLException {
    ObjectNode data = topic.data().deepCopy();
    ArrayNode parents = data.putArray("parents");
    for (TopicStore.Named parent : store.parents(topic.id())) {
      parents.addObject().put("id", parent.id()).put("name", parent.name());
    }
    return data;
  }

  private static String location(String id) {
    return UriBuilder.fromPath("/api/v1/topics/{id}").build(new Object[] {id}, false).toString();
  }
}
