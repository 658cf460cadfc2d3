package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/// An entry of a register as a file shows it.
///
/// @param id stays the same over releases, `drugs-at-fda:BLA103950`
/// @param release the newest day that the file speaks of, which orders its releases
/// @param keys names of the substances, in the form in which names are compared
public record RegisterRecord(
    String id, Register register, String release, Set<String> keys, JsonNode data) {
  public RegisterRecord {
    keys = Set.copyOf(keys);
  }
}
