package org.livingevidence.gateway.condition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.condition.ConditionNames.Meaning;
import org.livingevidence.gateway.read.ETags;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// Answers requests about one condition: finds which is meant, redirects where another path is its
/// own, and puts the headers that every answer carries.
@ApplicationScoped
public class ConditionAnswers {
  private final Snapshots snapshots;
  private final ConditionNames names;
  private final ViewStore store;
  private final ReadGate gate;

  ConditionAnswers(Snapshots snapshots, ConditionNames names, ViewStore store, ReadGate gate) {
    this.snapshots = snapshots;
    this.names = names;
    this.store = store;
    this.gate = gate;
  }

  /// What is answered about a condition, in its snapshot.
  @FunctionalInterface
  interface Body {
    /// The JSON of the condition `id`.
    ObjectNode of(Snapshot snapshot, String id) throws SQLException;
  }

  /// Lets the request pass the promises it names; the position that may be answered.
  public long pass(HttpHeaders headers) {
    return gate.pass(
        headers.getHeaderString(ReadGate.POSITION),
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
        headers.getHeaderString(ReadGate.VERSION));
  }

  /// The condition that `segment` means, or the response that says why it is none.
  public sealed interface Found {
    /// The condition's id.
    record Condition(String id) implements Found {}

    /// A redirect, choices, or a problem.
    record Answer(Response response) implements Found {}
  }

  /// Finds the condition that a path segment means; `uri` is the request's path and query as sent.
  public Found find(String segment, String uri) {
    return snapshots.read(snapshot -> found(names.meaning(snapshot, segment), segment, uri));
  }

  /// Answers JSON about the condition that `segment` means, with entity tag and position; 304 when
  /// the reader holds it.
  Response answer(
      String segment, UriInfo uri, HttpHeaders headers, String representation, Body body) {
    pass(headers);
    return snapshots.read(
        snapshot ->
            switch (found(names.meaning(snapshot, segment), segment, raw(uri))) {
              case Found.Answer(Response response) -> response;
              case Found.Condition(String id) -> {
                String tag =
                    ETags.of(store.version(snapshot, id), representation, ViewRenderer.REVISION);
                boolean held =
                    ETags.matches(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH), tag);
                Response.ResponseBuilder response =
                    held ? Response.notModified() : Response.ok(body.of(snapshot, id));
                yield response
                    .header(HttpHeaders.ETAG, tag)
                    .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                    .header(ReadGate.POSITION, snapshot.position())
                    .build();
              }
            });
  }

  private static Found found(Meaning meaning, String segment, String uri) {
    return switch (meaning) {
      case Meaning.Found(String id) -> new Found.Condition(id);
      case Meaning.Elsewhere(String id) ->
          new Found.Answer(
              Response.status(308)
                  .header(HttpHeaders.LOCATION, replaced(uri, ConditionPaths.segment(id)))
                  .build());
      case Meaning.Ambiguous(var choices) -> {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("title", "Multiple Choices").put("status", 300);
        body.put("detail", "Several conditions are called \"" + segment + "\".");
        ArrayNode listed = body.putArray("choices");
        for (NamedCondition choice : choices) {
          listed.add(choice.json().put("link", replaced(uri, ConditionPaths.segment(choice.id()))));
        }
        yield new Found.Answer(
            Response.status(300).type(MediaType.APPLICATION_JSON).entity(body).build());
      }
      case Meaning.Unknown(String why) -> throw unknown(why);
    };
  }

  static HttpProblem unknown(String why) {
    return Problems.of(Response.Status.NOT_FOUND, why);
  }

  /// The request's own path with another condition in it, relative to the host, so that it holds
  /// behind any front.
  private static String replaced(String uri, String target) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    int begin = path.indexOf("/conditions/") + "/conditions/".length();
    int end = path.indexOf('/', begin);
    return path.substring(0, begin)
        + target
        + (end < 0 ? "" : path.substring(end))
        + (query < 0 ? "" : uri.substring(query));
  }

  private static String raw(UriInfo uri) {
    String query = uri.getRequestUri().getRawQuery();
    return uri.getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
  }

  /// Runs `answer` on the condition that `segment` means.
  public Response with(String segment, UriInfo uri, Function<String, @Nullable Response> answer) {
    return switch (find(segment, raw(uri))) {
      case Found.Answer(Response response) -> response;
      case Found.Condition(String id) -> {
        Response response = answer.apply(id);
        if (response == null) {
          throw unknown("There is no condition \"" + id + "\" any more.");
        }
        yield response;
      }
    };
  }
}
