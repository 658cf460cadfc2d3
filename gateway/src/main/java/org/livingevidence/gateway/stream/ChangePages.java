package org.livingevidence.gateway.stream;

import static org.livingevidence.gateway.read.ReadGate.parse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.access.Problems;
import org.livingevidence.gateway.change.ChangeRow;
import org.livingevidence.gateway.read.FeedStore;
import org.livingevidence.gateway.read.ReadGate;
import org.livingevidence.gateway.read.Snapshots;
import org.livingevidence.gateway.read.Snapshots.Snapshot;

/// The change feed in pages of JSON: `{items, total, next, position}`, where `next` is what
/// `since=` of the next page is.
@ApplicationScoped
class ChangePages {
  private final Snapshots snapshots;
  private final FeedStore feed;
  private final ChangeJson json;
  private final ReadGate gate;
  private final StreamConfig config;
  private final ObjectMapper mapper;

  ChangePages(
      Snapshots snapshots,
      FeedStore feed,
      ChangeJson json,
      ReadGate gate,
      StreamConfig config,
      ObjectMapper mapper) {
    this.snapshots = snapshots;
    this.feed = feed;
    this.json = json;
    this.gate = gate;
    this.config = config;
    this.mapper = mapper;
  }

  /// The changes after `since`, of one condition when one is named; 410 when they have been pruned.
  Response page(
      @Nullable String conditionId,
      @Nullable String since,
      @Nullable Integer limit,
      HttpHeaders headers) {
    long after = parse("since", since);
    int size = limit == null ? config.page() : limit;
    if (size < 1 || size > config.pageLimit()) {
      throw Problems.invalid("limit", "is not between 1 and " + config.pageLimit());
    }
    gate.pass(
        headers.getHeaderString(ReadGate.POSITION),
        null,
        headers.getHeaderString(ReadGate.VERSION));
    gate.awaitPosition(after);
    return snapshots.read(
        snapshot ->
            Response.ok(page(snapshot, conditionId, after, size), MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(ReadGate.POSITION, snapshot.position())
                .build());
  }

  private ObjectNode page(Snapshot snapshot, @Nullable String conditionId, long after, int size)
      throws java.sql.SQLException {
    long horizon = feed.horizon(snapshot);
    if (after > 0 && after < horizon) {
      ObjectNode reset = json.reset(horizon, snapshot.position());
      throw Problems.builder(Response.Status.GONE, reset.path("reason").asText())
          .withType(Problems.type("reset"))
          .with("oldest", horizon + 1)
          .with("position", snapshot.position())
          .build();
    }
    List<ChangeRow> changes = feed.read(snapshot, conditionId, after, snapshot.position(), size);
    long total = feed.count(snapshot, conditionId, after);
    ObjectNode answer = mapper.createObjectNode();
    ArrayNode items = answer.putArray("items");
    changes.forEach(change -> items.add(json.of(change)));
    answer.put("total", total);
    if (changes.size() < total) {
      answer.put("next", Long.toString(changes.getLast().position()));
    }
    return answer.put("position", snapshot.position());
  }
}
