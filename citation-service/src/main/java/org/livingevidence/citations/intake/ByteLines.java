package org.livingevidence.citations.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.livingevidence.imports.ImportRejected;

/// The lines of a file as bytes, ended by LF, CR LF or CR alone, each no longer than the limit.
/// The three bytes that mark UTF-8 are not part of the first.
final class ByteLines {
  private final InputStream in;
  private final int longest;
  private final byte[] buffer = new byte[64 * 1024];
  private byte[] line = new byte[4096];
  private int length;
  private int from;
  private int at;
  private int limit;
  private long number;
  private boolean afterReturn;

  ByteLines(InputStream in, TextLimits limits) {
    this.in = in;
    longest = limits.lineLength();
  }

  /// Moves to the next line.
  ///
  /// @return false at the end of the file
  /// @throws ImportRejected when the line is too long or no text
  boolean next() throws IOException, ImportRejected {
    length = 0;
    number++;
    boolean any = false;
    while (fill()) {
      if (afterReturn && buffer[at] == '\n') {
        afterReturn = false;
        at++;
        continue;
      }
      afterReturn = false;
      any = true;
      int start = at;
      while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      take(start, at - start);
      if (at < limit) {
        afterReturn = buffer[at++] == '\r';
        break;
      }
    }
    if (!any) {
      return false;
    }
    check();
    return true;
  }

  private boolean fill() throws IOException {
    if (at == limit) {
      limit = Math.max(0, in.read(buffer, 0, buffer.length));
      at = 0;
    }
    return at < limit;
  }

  private void take(int start, int count) throws ImportRejected {
    if (length + count > longest) {
      throw wrong("is longer than " + longest + " bytes (living-evidence.text.line-length)");
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, line.length * 2));
    }
    System.arraycopy(buffer, start, line, length, count);
    length += count;
  }

  private void check() throws ImportRejected {
    from =
        number == 1
                && length >= 3
                && line[0] == (byte) 0xEF
                && line[1] == (byte) 0xBB
                && line[2] == (byte) 0xBF
            ? 3
            : 0;
    for (int i = from; i < length; i++) {
      if (line[i] == 0) {
        throw wrong("holds a zero byte: this is no text");
      }
    }
  }

  /// @return the bytes that hold the line, from [#from] to [#to]; they serve for the next one too
  byte[] bytes() {
    return line;
  }

  int from() {
    return from;
  }

  int to() {
    return length;
  }

  /// @return the number of the line that was read last, from 1
  long number() {
    return number;
  }

  /// @return that this line is not acceptable
  ImportRejected wrong(String how) {
    return new ImportRejected("Line " + number + " " + how, new ImportRejected.Place(number, 1));
  }
}
