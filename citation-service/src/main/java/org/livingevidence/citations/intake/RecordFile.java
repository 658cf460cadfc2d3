package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import org.livingevidence.imports.ImportRejected;

/// How files of one format are told and read.
public interface RecordFile {
  /// @param head the beginning of a file as text
  /// @return whether it is of this format; never for a file of another
  boolean recognises(String head);

  /// Reads the records of a file in their order; memory does not grow with the file.
  ///
  /// @throws ImportRejected when nothing more can be read from here on
  void read(InputStream in, Records records) throws IOException, ImportRejected;
}
