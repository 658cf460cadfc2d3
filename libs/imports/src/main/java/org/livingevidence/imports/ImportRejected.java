package org.livingevidence.imports;

import org.jspecify.annotations.Nullable;

/// The file is not what it claims to be, from some point on: malformed, of another kind, or
/// beyond a limit. What was applied before that point stays; the import ends as failed with this
/// as its problem.
public class ImportRejected extends Exception {
  private static final long serialVersionUID = 1L;

  /// Where in the decompressed file, both from 1.
  public record Place(long line, long column) {}

  private final String problem;
  private final @Nullable Place place;

  /// @param message what is wrong, for the importer: no class names
  public ImportRejected(String message) {
    this(message, null);
  }

  /// @param message what is wrong, for the importer: no class names
  /// @param place where, null when there is no telling
  public ImportRejected(String message, @Nullable Place place) {
    this("malformed-file", message, place);
  }

  private ImportRejected(String problem, String message, @Nullable Place place) {
    super(message);
    this.problem = problem;
    this.place = place;
  }

  /// For an import whose records are fetched: its source cannot be read any further.
  ///
  /// @param message what the source did, for the importer
  public static ImportRejected unavailable(String message) {
    return new ImportRejected("source-unavailable", message, null);
  }

  /// How the problem's type ends.
  String problem() {
    return problem;
  }

  /// Where, null when there is no telling.
  public @Nullable Place place() {
    return place;
  }
}
