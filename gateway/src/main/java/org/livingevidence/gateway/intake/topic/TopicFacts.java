package org.livingevidence.gateway.intake.topic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.Fields;
import org.livingevidence.gateway.intake.UnreadableException;

/// What the gateway needs of a topic's data.
///
/// @param names every name by its key ([NameKey]); the first ones are name and natural name
/// @param broader parents asserted one by one; those that tree numbers imply are derived
/// @param narrower members of an umbrella
/// @param json the data as they came
record TopicFacts(
    String id,
    boolean condition,
    String scheme,
    String kind,
    String name,
    @Nullable String naturalName,
    @Nullable String slug,
    @Nullable String replacedBy,
    Map<String, String> names,
    List<String> treeNumbers,
    List<String> broader,
    List<String> narrower,
    String json) {

  static TopicFacts read(JsonNode data, String json) throws UnreadableException {
    String name = Fields.text(data, "name");
    String naturalName = Fields.optionalText(data, "naturalName");
    Map<String, String> names = new LinkedHashMap<>();
    if (naturalName != null) {
      names.put(NameKey.of(naturalName), naturalName);
    }
    names.putIfAbsent(NameKey.of(name), name);
    for (String synonym : Fields.texts(data, "synonyms")) {
      names.putIfAbsent(NameKey.of(synonym), synonym);
    }
    names.remove("");
    if (!data.has("condition")) {
      throw new UnreadableException("data: /condition is missing");
    }
    return new TopicFacts(
        Fields.text(data, "id"),
        Fields.flag(data, "condition"),
        Fields.text(data, "scheme"),
        Fields.text(data, "kind"),
        name,
        naturalName,
        Fields.optionalText(data, "slug"),
        Fields.optionalText(data, "replacedBy"),
        names,
        Fields.ids(data, "treeNumbers"),
        Fields.ids(data, "broader"),
        Fields.ids(data, "narrower"),
        json);
  }

  boolean preferred(String key) {
    return key.equals(NameKey.of(name))
        || (naturalName != null && key.equals(NameKey.of(naturalName)));
  }

  /// Whether headings that name it are not worth keeping: a descriptor that is no condition, such
  /// as Humans, of which every citation has several.
  boolean other() {
    return !condition && kind.equals("descriptor");
  }

  Hierarchy.Node node() {
    return new Hierarchy.Node(
        id,
        names.keySet().stream().sorted().toArray(String[]::new),
        treeNumbers,
        broader,
        narrower);
  }
}
