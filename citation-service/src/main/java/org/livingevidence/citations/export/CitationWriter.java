package org.livingevidence.citations.export;

import java.io.IOException;
import java.util.List;
import org.livingevidence.citations.citation.Citation;

/// Writes citations one after the other; none is kept.
public interface CitationWriter {
  /// Writes what stands before the first citation.
  default void begin() throws IOException {}

  /// Writes a citation that cites nothing retracted.
  default void write(Citation citation) throws IOException {
    write(citation, List.of());
  }

  /// Writes a citation.
  ///
  /// @param warnings what is to be said besides, a line each: which of the works that it cites are
  ///     retracted
  void write(Citation citation, List<String> warnings) throws IOException;

  /// Writes what stands after the last citation.
  default void end() throws IOException {}
}
