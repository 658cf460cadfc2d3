package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// Where an entry of a register comes from.
final class RegisterSource {
  private static final ObjectMapper JSON = new JsonMapper();

  private RegisterSource() {}

  /// @param newest the newest release of the register that is held; an entry that it does not show
  ///     says so
  static ObjectNode of(Register register, RegisterStore.Held held, @Nullable String newest) {
    return JSON.createObjectNode()
        .put("register", register.title())
        .put("release", held.release())
        .put("inNewestRelease", held.release().equals(newest))
        .put("importId", held.importId())
        .put("seen", held.seen().toString());
  }
}
