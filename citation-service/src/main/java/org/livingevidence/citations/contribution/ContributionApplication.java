package org.livingevidence.citations.contribution;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.livingevidence.citations.citation.Merging.Turn;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.imports.ImportContext;
import org.livingevidence.imports.Outcome;
import org.livingevidence.outbox.Lane;

/// Applies chunks of records of other sources: finds the citation of each, or makes one, and writes
/// what differs with one event for each citation that does. The same record again changes nothing.
@Singleton
public class ContributionApplication {
  private final DataSource dataSource;
  private final GroupWriter writer;
  private final GroupStore groups;
  private final PartStore parts;
  private final BeforeStore before;
  private final MergeLog log;

  ContributionApplication(
      DataSource dataSource,
      GroupWriter writer,
      GroupStore groups,
      PartStore parts,
      BeforeStore before,
      MergeLog log) {
    this.dataSource = dataSource;
    this.writer = writer;
    this.groups = groups;
    this.parts = parts;
    this.before = before;
    this.log = log;
  }

  /// Applies one chunk in the running transaction.
  ///
  /// @param records in the order of the file
  /// @return the outcome of each, in their order
  public List<Outcome> apply(List<Contribution> records, ImportContext context)
      throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      groups.turn(connection, Turn.ALONE);
      Assignment assignment = assignment(connection, records, context.importId());
      List<Outcome> outcomes = new ArrayList<>(records.size());
      for (Contribution record : records) {
        outcomes.add(assignment.next(record));
      }
      before.keepParts(
          connection, context.importId(), assignment.parts().stream().map(Part::name).toList());
      var unused = writer.write(connection, assignment.touched(), assignment.parts(), Lane.BULK);
      log.merged(connection, assignment.merges(), context.importId());
      log.alike(connection, assignment.alike());
      return outcomes;
    }
  }

  private Assignment assignment(Connection connection, List<Contribution> records, String importId)
      throws SQLException {
    List<Fingerprint> fingerprints =
        records.stream().map(record -> record.citation().fingerprint()).toList();
    Map<Part.Key, Part> known =
        parts.named(
            connection,
            records.stream().map(record -> new Part.Key(record.source(), record.key())).toList());
    Set<String> ids = new LinkedHashSet<>(groups.candidates(connection, fingerprints));
    known.values().stream().map(Part::citationId).filter(id -> id != null).forEach(ids::add);
    Map<String, Group> found = groups.read(connection, ids);
    List<Part> waiting =
        parts.waiting(
            connection,
            fingerprints.stream().map(Fingerprint::pmid).filter(pmid -> !pmid.isEmpty()).toList(),
            fingerprints.stream().map(Fingerprint::doi).filter(doi -> !doi.isEmpty()).toList());
    return new Assignment(known, found, waiting, log.apart(connection, ids), importId);
  }
}
