package org.livingevidence.citations.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The stored states of one aggregate type, in bulk. All run in the caller's transaction, under the
/// locks of the aggregates.
public interface StateStore {
  /// @return the aggregate type
  String type();

  /// @return the hashes of what is stored, by id, of those that exist
  Map<String, String> hashes(Connection connection, Collection<String> ids) throws SQLException;

  /// @return the stored states by id, of those that exist
  Map<String, JsonNode> states(Connection connection, Collection<String> ids) throws SQLException;

  /// Adds what this service decides and no source knows.
  ///
  /// @return the states as they will be stored, in the same order; hashes stay those of the source
  default List<SourceState.Present> complete(
      Connection connection, List<SourceState.Present> states) throws SQLException {
    return states;
  }

  /// Inserts or replaces.
  void write(Connection connection, List<SourceState.Present> states) throws SQLException;

  /// Removes.
  void delete(Connection connection, Collection<String> ids) throws SQLException;
}
