package org.livingevidence.drugs.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.livingevidence.outbox.ContentHash;

/// An entry of a register as a file shows it.
///
/// @param id stays the same over releases, `drugs-at-fda:BLA103950`
/// @param release the newest day that the file speaks of, which orders its releases
/// @param keys names of the substances, in the form in which names are compared
/// @param hash tells one content from another
public record RegisterRecord(
    String id, Register register, String release, Set<String> keys, JsonNode data, String hash) {
  public RegisterRecord {
    keys = Set.copyOf(keys);
  }

  /// An entry with its hash.
  public static RegisterRecord of(
      String id, Register register, String release, Set<String> keys, JsonNode data) {
    return new RegisterRecord(id, register, release, keys, data, ContentHash.of(data));
  }
}
