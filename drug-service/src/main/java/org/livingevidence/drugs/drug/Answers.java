package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.outbox.EventId;

/// How reads and writes of drugs and monographs are answered.
public final class Answers {
  /// The header that names the event of a write, for reads elsewhere that want to see it; several
  /// are parted by a space.
  public static final String VERSION = "Evidence-Version";

  private Answers() {}

  /// A list as every list is answered.
  public record Items(List<JsonNode> items, long total, @Nullable String next) {}

  /// A read: the body, or 304 when the reader holds this version.
  public static Response read(JsonNode body, long version, @Nullable String ifNoneMatch) {
    String etag = Preconditions.etag(version);
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(body).header("ETag", etag).build();
  }

  /// A write, with the id of its event.
  static IdempotencyKeys.Answer written(
      int status, JsonNode body, EventId event, @Nullable String location) {
    return written(status, body, List.of(event), location);
  }

  /// A write of several aggregates.
  ///
  /// @param events the written resource's own first
  public static IdempotencyKeys.Answer written(
      int status, JsonNode body, List<EventId> events, @Nullable String location) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(VERSION, ids(events));
    headers.put("ETag", Preconditions.etag(events.getFirst().version()));
    if (location != null) {
      headers.put("Location", location);
    }
    return new IdempotencyKeys.Answer(status, headers, body);
  }

  static Response deleted(EventId event) {
    return deleted(List.of(event));
  }

  /// A deletion, with the ids of its events.
  public static Response deleted(List<EventId> events) {
    return Response.noContent().header(VERSION, ids(events)).build();
  }

  private static String ids(List<EventId> events) {
    return events.stream().map(EventId::toString).collect(Collectors.joining(" "));
  }

  /// An id in a path; what cannot be one is as absent as what is not there.
  public static String id(String what, String id) {
    if (id.length() > 200 || !Slug.PATTERN.matcher(id).matches()) {
      throw Problems.notFound(what, id);
    }
    return id;
  }

  /// The problem of creating what is there.
  public static HttpProblem exists(String what, String id) {
    return Problems.of(
        Response.Status.CONFLICT,
        "There is a " + what + " \"" + id + "\" already. Change it with PUT at its own address.");
  }
}
