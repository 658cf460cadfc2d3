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

  /// Readies the running transaction for a chunk, before anything is locked or read.
  void enter(Connection connection) throws SQLException;

  /// Keeps what stands of what an import is about to write or delete, so that it can be taken back.
  void aboutToChange(Connection connection, Collection<String> ids, String importId)
      throws SQLException;

  /// @return states that stand under other ids and are what these records describe: their ids, and
  ///     the id of the record
  Map<String, String> former(Connection connection, List<SourceState.Present> records)
      throws SQLException;

  /// Adds what other sources say and what this service decides.
  ///
  /// @param former states that these absorb, as [#former] answered; the caller deletes them
  /// @param who the import
  /// @return the states as they will be stored, in the same order; hashes stay those of the source
  List<SourceState.Present> complete(
      Connection connection,
      List<SourceState.Present> states,
      Map<String, String> former,
      String who)
      throws SQLException;

  /// @return of states that their source deletes, what other sources still say, to be stored
  ///     instead
  List<SourceState.Present> remaining(Connection connection, Collection<String> ids)
      throws SQLException;

  /// Inserts or replaces.
  void write(Connection connection, List<SourceState.Present> states) throws SQLException;

  /// Removes.
  void delete(Connection connection, Collection<String> ids) throws SQLException;
}
