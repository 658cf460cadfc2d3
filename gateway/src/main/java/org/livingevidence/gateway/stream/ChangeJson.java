package org.livingevidence.gateway.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.read.ReadConfig;

/// A change as clients see it, the same whether it comes live, replayed or in a page:
/// `{position, at, kind, changedPaths, cause, conditions, conditionsTotal}`.
@ApplicationScoped
class ChangeJson {
  private final ObjectMapper mapper;
  private final int conditions;

  ChangeJson(ObjectMapper mapper, ReadConfig config) {
    this.mapper = mapper;
    this.conditions = config.conditionsPerChange();
  }

  /// The change as JSON; `conditions` holds the first of them, `conditionsTotal` counts all.
  ObjectNode of(ChangeRow change) {
    ObjectNode json = mapper.createObjectNode();
    json.put("position", change.position());
    json.put("at", change.at().toString());
    json.put("kind", change.kind().label());
    change.changedPaths().forEach(json.putArray("changedPaths")::add);
    json.set("cause", change.cause());
    ArrayNode named = json.putArray("conditions");
    change.conditions().stream().limit(conditions).forEach(named::add);
    json.put("conditionsTotal", change.conditions().size());
    return json;
  }

  /// The change as a server-sent event: id = position, event = kind.
  ChangeEvent event(ChangeRow change) {
    return new ChangeEvent(
        change.position(),
        frame(Long.toString(change.position()), change.kind().label(), of(change)),
        change.conditions());
  }

  /// What is said to a reader whose position has been pruned.
  ///
  /// @param horizon everything up to and including it has been pruned
  /// @param position from where the feed goes on
  ObjectNode reset(long horizon, long position) {
    ObjectNode json = mapper.createObjectNode();
    json.put(
        "reason",
        "The changes up to position "
            + horizon
            + " are not kept any more. Read again what you hold; the feed goes on from position.");
    return json.put("oldest", horizon + 1).put("position", position);
  }

  /// One server-sent event; JSON is one line, so that no field can end early.
  Buffer frame(String id, String event, ObjectNode data) {
    try {
      return Buffer.buffer(
          ("id: "
                  + id
                  + "\nevent: "
                  + event
                  + "\ndata: "
                  + mapper.writeValueAsString(data)
                  + "\n\n")
              .getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A change is not writable as JSON", e);
    }
  }
}
