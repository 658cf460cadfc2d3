package org.livingevidence.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this service owns, told by fingerprints: whoever keeps a copy compares it with these.
///
/// @param items in the order of their ids, compared bytewise
/// @param next the `after` of the next page; null at the end
public record OwnedContent(List<Item> items, @Nullable String next) {
  /// One aggregate, read now.
  ///
  /// @param hash of its event's data; null when its state cannot be read
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String id, long version, boolean deleted, String dataSchema, @Nullable String hash) {}
}
