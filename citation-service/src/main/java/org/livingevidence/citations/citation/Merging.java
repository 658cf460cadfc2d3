package org.livingevidence.citations.citation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livingevidence.citations.source.SourceState;

/// How records of other sources become part of a citation that NLM or a curator describes. All run
/// in the caller's transaction.
public interface Merging {
  /// Which writer it is: many that write what is named by its PMID or id may run side by side; who
  /// has to find the citation of a record first runs alone.
  enum Turn {
    BESIDE_OTHERS,
    ALONE
  }

  /// Takes a turn until the transaction ends.
  void turn(Connection connection, Turn turn) throws SQLException;

  /// @param states of NLM's records
  /// @return citations without a PMID that these records turn out to describe, by their ids: the id
  ///     of the record's citation
  Map<String, String> former(Connection connection, List<SourceState.Present> states)
      throws SQLException;

  /// Gives what NLM or a curator says what other sources add to it, and keeps what belongs to whom.
  /// The caller writes the answer, and deletes what was absorbed.
  ///
  /// @param states under the locks of their citations
  /// @param former citations to absorb, and into which of the states, under their locks too
  /// @param who the import or the person
  /// @return the states in their order; hashes stay those of the principal
  List<SourceState.Present> merge(
      Connection connection,
      List<SourceState.Present> states,
      Map<String, String> former,
      String who)
      throws SQLException;

  /// @param ids citations that their principal source deletes
  /// @return what stands of those that other sources still describe
  List<SourceState.Present> remaining(Connection connection, Collection<String> ids)
      throws SQLException;

  /// Keeps what stands of citations that an import is about to write or delete, so that it can be
  /// taken back.
  void aboutToChange(Connection connection, Collection<String> ids, String importId)
      throws SQLException;

  /// Notes that a curator deleted a citation: what other sources said of it waits for them to
  /// revise it.
  void withdrawn(Connection connection, String id) throws SQLException;
}
