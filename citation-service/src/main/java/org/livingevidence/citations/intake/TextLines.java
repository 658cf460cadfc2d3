package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.livingevidence.imports.ImportRejected;

/// The lines of a text that nobody vouches for: UTF-8, ended by LF or CR LF.
public final class TextLines {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] line = new byte[4096];
  private int at;
  private int limit;
  private long number;

  public TextLines(InputStream in, TextLimits limits) {
    this.in = in;
    longest = limits.lineLength();
  }

  /// @return the next line without its end, null at the end of the file
  /// @throws ImportRejected when the line is too long or no text
  public @Nullable String next() throws IOException, ImportRejected {
    int length = 0;
    boolean any = false;
    number++;
    while (true) {
      if (at == limit) {
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        at = 0;
        if (limit == 0) {
          return any ? text(length) : null;
        }
      }
      any = true;
      int from = at;
      while (at < limit && buffer[at] != '\n') {
        at++;
      }
      int count = at - from;
      if (length + count > longest) {
        throw wrong("is longer than " + longest + " bytes (living-evidence.text.line-length)");
      }
      if (length + count > line.length) {
        line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
      }
      System.arraycopy(buffer, from, line, length, count);
      length += count;
      if (at < limit) {
        at++;
        return text(length);
      }
    }
  }

  /// @return the number of the line that was read last, from 1
  public long number() {
    return number;
  }

  /// @return that this line is not acceptable
  public ImportRejected wrong(String how) {
    return new ImportRejected("Line " + number + " " + how, new ImportRejected.Place(number, 1));
  }

  private String text(int length) throws ImportRejected {
    int from =
        number == 1 && length >= 3 && line[0] == (byte) 0xEF && line[1] == (byte) 0xBB ? 3 : 0;
    int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
    for (int i = from; i < to; i++) {
      if (line[i] == 0) {
        throw wrong("holds a zero byte: this is no text");
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      throw wrong("is not UTF-8");
    }
  }
}
