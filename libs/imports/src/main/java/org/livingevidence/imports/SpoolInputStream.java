package org.livingevidence.imports;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A spooled body, piece by piece.
final class SpoolInputStream extends InputStream {
  private final SpoolStore spool;
  private final long job;
  private final long length;
  private byte[] piece = new byte[0];
  private int seq;
  private int at;
  private long position;
  private @Nullable SQLException failure;

  SpoolInputStream(SpoolStore spool, long job, long length) {
    this.spool = spool;
    this.job = job;
    this.length = length;
  }

  /// How many bytes were read from it.
  long position() {
    return position;
  }

  /// What the database threw at it, if it did: parsers wrap what a stream throws in their own.
  @Nullable SQLException failure() {
    return failure;
  }

  @Override
  public int read() throws IOException {
    if (!fill()) {
      return -1;
    }
    position++;
    return piece[at++] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(count, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, n);
    at += n;
    position += n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, length - position);
  }

  private boolean fill() throws IOException {
    if (at < piece.length) {
      return true;
    }
    if (position >= length) {
      return false;
    }
    byte[] next;
    try {
      next = spool.read(job, seq++);
    } catch (SQLException e) {
      failure = e;
      throw new IOException("The spooled body cannot be read", e);
    }
    if (next == null || next.length == 0) {
      throw new FileFault(
          "body-gone", "The body of this import is no longer kept. Send the file again.");
    }
    piece = next;
    at = 0;
    return true;
  }
}
