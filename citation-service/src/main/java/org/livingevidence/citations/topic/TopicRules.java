package org.livingevidence.citations.topic;

import java.util.List;
import java.util.regex.Pattern;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.field.FieldRules;

/// What a topic must be to be accepted from a person.
final class TopicRules {
  private static final List<String> SCHEMES = List.of("mesh", "mondo", "curated");
  private static final List<String> KINDS =
      List.of("descriptor", "supplementary", "disease", "umbrella");
  private static final List<String> RELATIONS = List.of("exact", "narrower", "broader", "related");
  private static final Pattern MESH = Pattern.compile("[CD][0-9]{6,9}");
  private static final Pattern MONDO = Pattern.compile("MONDO:[0-9]{7}");
  private static final Pattern CURATED = Pattern.compile("LE:[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern ANY =
      Pattern.compile("[CD][0-9]{6,9}|MONDO:[0-9]{7}|LE:[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern MAPPED =
      Pattern.compile("[A-Za-z][A-Za-z0-9._-]*(:[A-Za-z0-9._-]+)?");
  private static final Pattern TREE_NUMBER = Pattern.compile("[A-Z][0-9]{2}(\\.[0-9]{3})*");

  private TopicRules() {}

  /// Notes everything that is wrong with a topic.
  static void check(Topic topic, FieldRules rules) {
    rules.readable(StateJson.tree(topic), "");
    if (!rules.passed()) {
      return;
    }
    rules.required("name", topic.name());
    rules.required("scheme", topic.scheme());
    rules.oneOf("scheme", topic.scheme(), SCHEMES);
    rules.required("kind", topic.kind());
    rules.oneOf("kind", topic.kind(), KINDS);
    String scheme = topic.scheme() == null ? "" : topic.scheme();
    switch (scheme) {
      case "mesh" -> rules.matches("id", topic.id(), MESH, "a MeSH id such as D001172");
      case "mondo" -> rules.matches("id", topic.id(), MONDO, "a Mondo id such as MONDO:0011776");
      case "curated" ->
          rules.matches("id", topic.id(), CURATED, "a curated id such as LE:stills-disease");
      default -> {}
    }
    if (!scheme.equals("curated")) {
      rules.required("id", topic.id());
    }
    ids("broader", topic.broader(), topic, rules);
    ids("narrower", topic.narrower(), topic, rules);
    if (!topic.narrower().isEmpty() && !"umbrella".equals(topic.kind())) {
      rules.wrong("narrower", "belongs to umbrellas; other topics say what is broader");
    }
    for (int i = 0; i < topic.treeNumbers().size(); i++) {
      rules.matches(
          "treeNumbers[" + i + "]",
          topic.treeNumbers().get(i),
          TREE_NUMBER,
          "a tree number such as C05.550.114.154");
    }
    rules.distinct("treeNumbers", topic.treeNumbers());
    rules.distinct("synonyms", topic.synonyms());
    if (!topic.treeNumbers().isEmpty() && !"descriptor".equals(topic.kind())) {
      rules.wrong("treeNumbers", "belong to descriptors");
    }
    if (Boolean.FALSE.equals(topic.condition()) && Topic.isCondition(topic.treeNumbers())) {
      rules.wrong("condition", "must be true: a tree number lies in branch C or F03");
    }
    for (int i = 0; i < topic.pharmacologicalActions().size(); i++) {
      Topic.Action action = topic.pharmacologicalActions().get(i);
      String path = "pharmacologicalActions[" + i + "]";
      rules.required(path + ".id", action.id());
      rules.matches(path + ".id", action.id(), MESH, "a MeSH id such as D000900");
      rules.required(path + ".name", action.name());
    }
    for (int i = 0; i < topic.mappings().size(); i++) {
      Topic.Mapping mapping = topic.mappings().get(i);
      String path = "mappings[" + i + "]";
      rules.required(path + ".id", mapping.id());
      rules.matches(path + ".id", mapping.id(), MAPPED, "an id such as MONDO:0011776");
      rules.required(path + ".relation", mapping.relation());
      rules.oneOf(path + ".relation", mapping.relation(), RELATIONS);
    }
    rules.matches("replacedBy", topic.replacedBy(), ANY, "a topic's id");
    if (topic.replacedBy() != null && topic.replacedBy().equals(topic.id())) {
      rules.wrong("replacedBy", "must be another topic");
    }
  }

  private static void ids(String field, List<String> ids, Topic topic, FieldRules rules) {
    for (int i = 0; i < ids.size(); i++) {
      String path = field + "[" + i + "]";
      rules.matches(path, ids.get(i), ANY, "a topic's id such as D001172");
      if (ids.get(i).equals(topic.id())) {
        rules.wrong(path, "must be another topic");
      }
    }
    rules.distinct(field, ids);
  }
}
