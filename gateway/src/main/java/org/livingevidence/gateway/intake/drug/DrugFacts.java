package org.livingevidence.gateway.intake.drug;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.livingevidence.gateway.intake.EventReader;
import org.livingevidence.gateway.intake.Fields;
import org.livingevidence.gateway.intake.UnreadableException;
import org.livingevidence.outbox.CanonicalJson;

/// What the gateway needs of a drug's data.
///
/// @param indicated topics named by its indications; an indication whose condition is not resolved
///     yet names none, and its owner sends the drug again when it is
/// @param restricted topics that its restrictions are against
/// @param indications the statements as canonical text without `knownSince`, to be compared
/// @param restrictions likewise
/// @param names what a text may call it: its name, brands and synonyms
/// @param headings concepts that publications about it are indexed with
/// @param classKey the [DrugClass] it belongs to, or null
/// @param restrictedClasses those that its restrictions are against
/// @param json the data as they came
record DrugFacts(
    String id,
    String name,
    Set<String> indicated,
    Set<String> restricted,
    String indications,
    String restrictions,
    Set<String> names,
    Set<String> headings,
    @Nullable String classKey,
    Set<String> restrictedClasses,
    String json) {

  static DrugFacts read(JsonNode data, String json) throws UnreadableException {
    Set<String> indicated = new TreeSet<>();
    for (JsonNode indication : Fields.objects(data, "indications")) {
      addId(indicated, indication.path("condition"), "indications/condition");
    }
    Set<String> restricted = new TreeSet<>();
    Set<String> restrictedClasses = new TreeSet<>();
    for (JsonNode restriction : Fields.objects(data, "restrictions")) {
      JsonNode against = restriction.path("against");
      if (against.path("kind").asText().equals("condition")) {
        addId(restricted, against, "restrictions/against");
      } else if (against.path("kind").asText().equals("class")) {
        restrictedClasses.add(DrugClass.key(against.path("name").asText()));
      }
    }
    Set<String> names = new TreeSet<>(Set.of(Fields.text(data, "name")));
    names.addAll(Fields.texts(data, "brands"));
    names.addAll(Fields.texts(data, "synonyms"));
    JsonNode identifiers = data.path("identifiers");
    String drugClass = Fields.optionalText(data, "drugClass");
    return new DrugFacts(
        Fields.text(data, "id"),
        Fields.text(data, "name"),
        indicated,
        restricted,
        statements(data, "indications"),
        statements(data, "restrictions"),
        names,
        identifiers.isObject() ? new TreeSet<>(Fields.ids(identifiers, "mesh")) : Set.of(),
        drugClass == null ? null : DrugClass.key(drugClass),
        restrictedClasses,
        json);
  }

  /// The facts of data that were readable when they came.
  static DrugFacts stored(String json) {
    try {
      return read(EventReader.stored(json), json);
    } catch (UnreadableException e) {
      throw new IllegalStateException("a stored drug can no longer be read", e);
    }
  }

  /// Every topic it names.
  Set<String> topics() {
    Set<String> topics = new TreeSet<>(indicated);
    topics.addAll(restricted);
    return topics;
  }

  private static void addId(Set<String> ids, JsonNode reference, String path)
      throws UnreadableException {
    if (!reference.isObject()) {
      throw new UnreadableException("data: /" + path + " is not an object");
    }
    String id = Fields.optionalId(reference, "id");
    if (id != null) {
      ids.add(id);
    }
  }

  private static String statements(JsonNode data, String name) {
    Set<String> statements = new TreeSet<>();
    for (JsonNode statement : data.path(name)) {
      ObjectNode copy = statement.deepCopy();
      copy.remove("knownSince");
      statements.add(new String(CanonicalJson.bytes(copy), StandardCharsets.UTF_8));
    }
    return String.join("\n", statements);
  }
}
