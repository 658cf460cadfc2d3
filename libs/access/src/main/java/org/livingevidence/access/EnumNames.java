package org.livingevidence.access;

import com.fasterxml.jackson.databind.ObjectMapper;

/// The name of an enum constant in JSON, `@JsonProperty` and `@JsonValue` obeyed.
final class EnumNames {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EnumNames() {}

  static String of(Object constant) {
    return JSON.convertValue(constant, String.class);
  }
}
