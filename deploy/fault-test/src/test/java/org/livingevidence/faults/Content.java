package org.livingevidence.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A small domain: a few conditions that move in a tree, publications that name them before or
/// after they are known, drugs approved for them. No two contents are alike.
final class Content {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PLACES = List.of("C05", "C05.1", "C05.1.2", "C05.3", "F03.7");
  private static final List<Key> KEYS =
      Stream.of(keys("topic", "D", 3), keys("citation", "pmid:", 3), keys("drug", "drug-", 2))
          .flatMap(List::stream)
          .toList();

  private int serial;

  private static List<Key> keys(String type, String prefix, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> new Key(type, prefix + n)).toList();
  }

  Key key(Random random, Set<Key> except) {
    List<Key> free = KEYS.stream().filter(key -> !except.contains(key)).toList();
    return free.get(random.nextInt(free.size()));
  }

  JsonNode deletion(Key key) {
    return JSON.createObjectNode().put("id", key.id()).put("deleted", true);
  }

  JsonNode next(Key key, Random random) {
    serial++;
    ObjectNode data = JSON.createObjectNode().put("id", key.id());
    switch (key.type()) {
      case "topic" -> topic(data, random);
      case "citation" -> citation(data, random);
      default -> drug(data, random);
    }
    return data;
  }

  private void topic(ObjectNode data, Random random) {
    data.put("scheme", "mesh").put("kind", "descriptor").put("name", "Condition " + serial);
    data.put("slug", "condition-" + serial).put("condition", random.nextInt(8) > 0);
    data.putArray("treeNumbers").add(PLACES.get(random.nextInt(PLACES.size())));
    data.putObject("source").put("kind", "mesh");
  }

  private void citation(ObjectNode data, Random random) {
    data.putObject("identifiers").put("pmid", Integer.toString(serial));
    data.put("title", "Outcomes of Condition " + serial).put("year", 2000 + random.nextInt(20));
    data.put("authorsComplete", true);
    ArrayNode headings = data.putArray("headings");
    for (Key key : KEYS) {
      if (key.type().equals("topic") && random.nextBoolean()) {
        headings
            .addObject()
            .put("id", key.id())
            .put("name", key.id())
            .put("major", random.nextBoolean());
      }
    }
    data.put("state", random.nextInt(5) == 0 ? "retracted" : "current").put("kind", "article");
    data.putObject("source").put("kind", "pubmed").put("version", 1);
  }

  private void drug(ObjectNode data, Random random) {
    data.put("name", "Drug " + serial);
    ObjectNode indication = data.putArray("indications").addObject();
    indication.put("id", "i" + serial);
    indication
        .putObject("condition")
        .put("id", "D" + (1 + random.nextInt(3)))
        .put("name", "a condition");
    indication.put("jurisdiction", "US").put("status", "approved").put("method", "curated");
    indication.putObject("source").put("kind", "curator");
    data.putObject("source").put("kind", "curated");
  }
}
