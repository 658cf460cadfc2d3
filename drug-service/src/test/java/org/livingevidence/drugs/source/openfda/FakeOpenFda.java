package org.livingevidence.drugs.source.openfda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.livingevidence.drugs.SharedData;
import org.livingevidence.teststack.SourceServer.Asked;
import org.livingevidence.teststack.SourceServer.Reply;

/// Answers as openFDA's endpoint of drug labels is documented to, with real records: a search by
/// set ids finds those, one within times those of them, any other all. The set ids are made its
/// own, so that no other test meets these labels.
final class FakeOpenFda {
  static final Reply NONE =
      Reply.of(404, "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"No matches found!\"}}")
          .with("Content-Type", "application/json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SET_ID = Pattern.compile("set_id:\"([^\"]+)\"");
  private static final Pattern TIMES = Pattern.compile("effective_time:\\[(\\d{8}) TO (\\d{8})]");

  private final List<ObjectNode> records = new ArrayList<>();
  private boolean links = true;

  /// @param files of a folder of the data, of which each is an answer with one label
  FakeOpenFda(String folder, int files) {
    try {
      for (Path file : SharedData.files(folder).stream().limit(files).toList()) {
        try (var in = SharedData.open(file)) {
          for (JsonNode record : JSON.readTree(in).path("results")) {
            String setId = "0fda" + record.path("set_id").asText().substring(4);
            // As openFDA does, of each label only the newest: the files are in that order.
            remove(setId);
            records.add(((ObjectNode) record).put("set_id", setId));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    records.sort(Comparator.comparing(record -> record.path("effective_time").asText()));
  }

  /// Set ids of all, ascending.
  Set<String> setIds() {
    Set<String> all = new TreeSet<>();
    records.forEach(record -> all.add(record.path("set_id").asText()));
    return all;
  }

  void remove(String setId) {
    records.removeIf(record -> record.path("set_id").asText().equals(setId));
  }

  ObjectNode record(String setId) {
    return records.stream()
        .filter(record -> record.path("set_id").asText().equals(setId))
        .findFirst()
        .orElseThrow();
  }

  /// As a server before the Link header, or behind something that takes it away.
  void namesNoNextPage() {
    links = false;
  }

  Reply answer(Asked asked) {
    List<ObjectNode> found = found(asked.field("search"));
    int skip = asked.field("skip").isEmpty() ? 0 : Integer.parseInt(asked.field("skip"));
    int limit = Integer.parseInt(asked.field("limit"));
    if (skip > 25_000) {
      return Reply.of(400, "{\"error\":{\"code\":\"BAD_REQUEST\"}}");
    }
    int from = asked.field("search_after").isEmpty() ? skip : after(found, asked);
    List<ObjectNode> page =
        found.subList(Math.min(from, found.size()), Math.min(from + limit, found.size()));
    if (page.isEmpty()) {
      return NONE;
    }
    Reply reply = Reply.of(200, page(page, skip, limit, found.size()));
    boolean more = from + page.size() < found.size();
    if (!links || !more || asked.form().containsKey("skip")) {
      return reply;
    }
    String last = page.getLast().path("id").asText();
    return reply.with(
        "Link",
        "<https://elsewhere.example/drug/label.json?limit=%d&skip=0&search_after=%s>; rel=\"next\""
            .formatted(limit, URLEncoder.encode("0=1;1=" + last, StandardCharsets.UTF_8)));
  }

  private static int after(List<ObjectNode> found, Asked asked) {
    String last = asked.field("search_after").replaceAll("^0=1;1=", "");
    int at = 0;
    while (at < found.size() && !found.get(at).path("id").asText().equals(last)) {
      at++;
    }
    return at + 1;
  }

  private List<ObjectNode> found(String search) {
    Set<String> ids = new TreeSet<>();
    Matcher id = SET_ID.matcher(search);
    while (id.find()) {
      ids.add(id.group(1));
    }
    Matcher times = TIMES.matcher(search);
    boolean bounded = times.find();
    return records.stream()
        .filter(record -> ids.isEmpty() || ids.contains(record.path("set_id").asText()))
        .filter(
            record ->
                !bounded || record.path("effective_time").asText().compareTo(times.group(1)) >= 0)
        .toList();
  }

  private static byte[] page(List<ObjectNode> page, int skip, int limit, int total) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("meta")
        .put("last_updated", "2026-11-20")
        .putObject("results")
        .put("skip", skip)
        .put("limit", limit)
        .put("total", total);
    answer.putArray("results").addAll(page);
    try {
      return JSON.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
