package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.ImportRejected;

/// The lines of a text that nobody vouches for and that must be UTF-8.
public final class TextLines {
  private final ByteLines lines;

  public TextLines(InputStream in, TextLimits limits) {
    lines = new ByteLines(in, limits);
  }

  /// @return the next line without its end, null at the end of the file
  /// @throws ImportRejected when the line is too long or no text
  public @Nullable String next() throws IOException, ImportRejected {
    if (!lines.next()) {
      return null;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(lines.bytes(), lines.from(), lines.to() - lines.from()))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8");
    }
  }

  /// @return the number of the line that was read last, from 1
  public long number() {
    return lines.number();
  }

  /// @return that this line is not acceptable
  public ImportRejected wrong(String how) {
    return lines.wrong(how);
  }
}
