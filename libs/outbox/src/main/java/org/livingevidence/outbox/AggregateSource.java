package org.livingevidence.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/// What a service provides for each aggregate type that it owns, as a CDI bean: the full state, as
/// the relay publishes it.
public interface AggregateSource {
  /// The aggregate type, `citation`; the first part of `contracts/<type>.v1.schema.json`.
  String type();

  /// The compacted topic of its events.
  String topic();

  /// The schema of the data and its revision, `living-evidence:citation.v1.r1`. Whoever changes how
  /// a state is rendered raises the revision; the relay then emits every aggregate again.
  String dataSchema();

  /// Reads the state of aggregates as the data of their events.
  ///
  /// @param snapshot a read-only connection inside the relay's one snapshot; neither committed nor
  ///     closed here
  /// @return the data by id, for those that exist; the same state always gives the same data
  Map<String, JsonNode> read(Connection snapshot, Collection<String> ids) throws SQLException;
}
