package org.livingevidence.teststack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// The contracts of the events, as a test's judge.
public final class Contracts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contracts() {}

  /// Where the data break the schema; empty when they keep it.
  ///
  /// @param schemaFile the name below `contracts/`, e.g. `citation.v1.schema.json`
  public static List<String> violations(String schemaFile, JsonNode data) {
    SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Schema schema =
        registry.getSchema(
            SchemaLocation.of("classpath:contracts/" + schemaFile), read(schemaFile));
    return schema
        .validate(
            data,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getMessage())
        .toList();
  }

  /// A file below `contracts/`, e.g. `examples/citation.v1.article.json`.
  public static JsonNode read(String file) {
    try (InputStream stream = Contracts.class.getResourceAsStream("/contracts/" + file)) {
      if (stream == null) {
        throw new IllegalArgumentException("contracts/" + file + " is not on the classpath");
      }
      return JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("contracts/" + file + " could not be read", e);
    }
  }
}
