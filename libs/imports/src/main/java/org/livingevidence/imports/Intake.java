package org.livingevidence.imports;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;

/// One kind of file that a service can import: a CDI bean of the service that owns what is in it.
/// The mechanism keeps the file, unpacks it, cuts its records into chunks, gives each chunk a
/// transaction and keeps the outcome of every record; an intake reads records and applies them.
///
/// A source that is dear to read may begin after [ImportFile#donePosition].
///
/// Both methods are called again for the same file after a crash: `parse` must give the same
/// records at the same positions, and `apply` sees only the chunks that have not committed.
///
/// @param <R> a record as parsed
public interface Intake<R> {
  /// The kind's name, as in `POST /imports?kind=`: "pubmed-xml".
  String kind();

  /// Whether this looks like a file of this kind. The first intake to say so gets it.
  boolean recognises(ImportHead head);

  /// Reads the file's records in their order and hands each to the sink. Runs outside any
  /// transaction; the stream is decompressed already and throws what its limits forbid. Memory
  /// must not grow with the file.
  ///
  /// Whatever the sink throws must pass through unchanged: it stops the import.
  ///
  /// @throws ImportRejected when the file is not what it claims to be from here on
  void parse(InputStream in, ImportFile file, RecordSink<R> sink)
      throws IOException, ImportRejected;

  /// Applies the records in the running transaction, through the outbox in the bulk lane, and
  /// answers the outcome of each in their order. A throw rolls the chunk back; the mechanism then
  /// repeats it (deadlock, lost database) or halves it until the record at fault stands alone and
  /// is rejected.
  List<Outcome> apply(List<ParsedRecord<R>> chunk, ImportContext context) throws SQLException;

  /// How many records are applied in one transaction at most, where they are so large that the
  /// setting would be too many.
  default int chunkRecords() {
    return Integer.MAX_VALUE;
  }

  /// Whether such a file may be sent. What this service asks of itself is an import too, but
  /// nobody's upload.
  default boolean sendable() {
    return true;
  }

  /// Whether what such a file changed can be taken back with [#undo].
  default boolean undoable() {
    return false;
  }

  /// Whether [#undo] is also told of what the import found unchanged: it keeps somewhere that this
  /// import confirmed it.
  default boolean undoesConfirmations() {
    return false;
  }

  /// Takes back what an import changed, in the running transaction, and answers the outcome for
  /// each aggregate: [OutcomeKind#DELETED] where it stood by that import alone,
  /// [OutcomeKind#UPDATED] where it is again as it was before, [OutcomeKind#OLDER] with the reason
  /// where a later import or a person has changed it since and it stays as it is.
  ///
  /// @param aggregateIds in the order in which they are taken back; one may come twice
  /// @param undone the import that is taken back
  default List<Outcome> undo(List<String> aggregateIds, ImportContext undone) throws SQLException {
    throw new UnsupportedOperationException("imports of " + kind() + " are not taken back");
  }
}
