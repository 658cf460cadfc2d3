package org.livingevidence.citations.export;

import java.io.IOException;
import org.livingevidence.citations.citation.Citation;

/// Writes citations one after the other; none is kept.
public interface CitationWriter {
  /// Writes what stands before the first citation.
  default void begin() throws IOException {}

  /// Writes a citation.
  void write(Citation citation) throws IOException;

  /// Writes what stands after the last citation.
  default void end() throws IOException {}
}
