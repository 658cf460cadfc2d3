package org.livingevidence.drugs.drug;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.IdempotencyKeys;
import org.livingevidence.access.Preconditions;
import org.livingevidence.access.Problems;
import org.livingevidence.drugs.form.Slug;
import org.livingevidence.outbox.EventId;

/// How reads and writes of drugs are answered.
final class Answers {
  /// The header that names the event of a write, for reads elsewhere that want to see it.
  static final String VERSION = "Evidence-Version";

  private Answers() {}

  /// A list as every list is answered.
  record Items(List<JsonNode> items, long total, @Nullable String next) {}

  static Response read(JsonNode body, long version, @Nullable String ifNoneMatch) {
    String etag = Preconditions.etag(version);
    if (etag.equals(ifNoneMatch)) {
      return Response.notModified().header("ETag", etag).build();
    }
    return Response.ok(body).header("ETag", etag).build();
  }

  static IdempotencyKeys.Answer written(
      int status, JsonNode body, EventId event, @Nullable String location) {
    Map<String, String> headers = new TreeMap<>();
    headers.put(VERSION, event.toString());
    headers.put("ETag", Preconditions.etag(event.version()));
    if (location != null) {
      headers.put("Location", location);
    }
    return new IdempotencyKeys.Answer(status, headers, body);
  }

  static Response deleted(EventId event) {
    return Response.noContent().header(VERSION, event.toString()).build();
  }

  /// An id in a path; what cannot be one is as absent as what is not there.
  static String id(String what, String id) {
    if (id.length() > 200 || !Slug.PATTERN.matcher(id).matches()) {
      throw Problems.notFound(what, id);
    }
    return id;
  }

  static HttpProblem exists(String what, String id) {
    return Problems.of(
        Response.Status.CONFLICT,
        "There is a " + what + " \"" + id + "\" already. Change it with PUT at its own address.");
  }
}
