package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.ImportRejected;

/// The lines of a text that nobody vouches for, in UTF-8 or, where it cannot be UTF-8, in
/// windows-1252.
public final class EncodedLines {
  private final ByteLines lines;

  public EncodedLines(InputStream in, TextLimits limits) {
    lines = new ByteLines(in, limits);
  }

  /// @return the next line without its end, null at the end of the file
  /// @throws ImportRejected when the line is too long or no text
  public @Nullable EncodedLine next() throws IOException, ImportRejected {
    return lines.next()
        ? EncodedLine.decode(lines.bytes(), lines.from(), lines.to(), lines.number())
        : null;
  }
}
