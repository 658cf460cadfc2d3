package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The contracts of the events that this service produces, as the judge of what leaves it.
final class EventSchemas {
  private static final int SHOWN = 3;

  private final Map<String, Schema> byType;

  private EventSchemas(Map<String, Schema> byType) {
    this.byType = Map.copyOf(byType);
  }

  /// Judges nothing.
  static EventSchemas none() {
    return new EventSchemas(Map.of());
  }

  /// Reads `contracts/<type>.v1.schema.json` from the class path for every type.
  ///
  /// @throws IllegalStateException when there is none; says where it was looked for
  static EventSchemas load(Collection<String> types) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    ObjectMapper json = new ObjectMapper();
    Map<String, Schema> schemas = new HashMap<>();
    for (String type : types) {
      String file = "contracts/" + type + ".v1.schema.json";
      try (InputStream stream = loader.getResourceAsStream(file)) {
        if (stream == null) {
          throw new IllegalStateException(
              file
                  + " is not on the class path, so events of this type cannot be checked; add it"
                  + " or set living-evidence.outbox.validate=false");
        }
        schemas.put(
            type,
            registry.getSchema(SchemaLocation.of("classpath:" + file), json.readTree(stream)));
      } catch (IOException e) {
        throw new UncheckedIOException(file + " could not be read", e);
      }
    }
    return new EventSchemas(schemas);
  }

  /// What the data break, at most a few; empty when they keep the contract.
  List<String> violations(String type, JsonNode data) {
    Schema schema = byType.get(type);
    if (schema == null) {
      return List.of();
    }
    return schema.validate(data).stream()
        .limit(SHOWN)
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }
}
