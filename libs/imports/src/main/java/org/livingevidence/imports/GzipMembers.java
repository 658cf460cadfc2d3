package org.livingevidence.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks gzip (RFC 1952) of any number of members. Unlike the JDK's stream it does not take a
/// member that breaks off in its header, or bytes that are no member, for the end of the file: an
/// import that says "finished" has read everything. Zero bytes after the last member are padding.
final class GzipMembers extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int at;
  private int limit;
  private long consumed;
  private boolean inMember;
  private boolean anyMember;
  private boolean ended;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  /// Whether a file that begins so is gzip.
  static boolean begins(byte[] head) {
    return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (true) {
      if (!inMember && !nextMember()) {
        return -1;
      }
      int n = inflate(bytes, offset, count);
      if (n > 0) {
        crc.update(bytes, offset, n);
        return n;
      }
      if (inflater.finished()) {
        at = limit - inflater.getRemaining();
        trailer();
        inMember = false;
      } else if (inflater.needsDictionary()) {
        throw corrupt("it asks for a preset dictionary");
      } else {
        at = limit;
        if (!more()) {
          throw truncated();
        }
        inflater.setInput(buffer, at, limit - at);
      }
    }
  }

  private int inflate(byte[] bytes, int offset, int count) throws IOException {
    try {
      return inflater.inflate(bytes, offset, count);
    } catch (DataFormatException e) {
      throw corrupt(e.getMessage() == null ? "its data are not deflate data" : e.getMessage());
    }
  }

  private boolean nextMember() throws IOException {
    if (ended) {
      return false;
    }
    boolean padding = false;
    int first = next();
    while (first == 0 && anyMember) {
      padding = true;
      first = next();
    }
    if (first < 0) {
      ended = true;
      return false;
    }
    if (padding || first != 0x1f || required() != 0x8b) {
      throw corrupt("something that is not gzip stands where a member should begin");
    }
    header();
    crc.reset();
    inflater.reset();
    inflater.setInput(buffer, at, limit - at);
    inMember = true;
    anyMember = true;
    return true;
  }

  private void header() throws IOException {
    if (required() != 8) {
      throw corrupt("its compression method is unknown");
    }
    int flags = required();
    for (int i = 0; i < 6; i++) {
      required();
    }
    if ((flags & EXTRA) != 0) {
      int length = required() | required() << 8;
      for (int i = 0; i < length; i++) {
        required();
      }
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      required();
      required();
    }
  }

  private void skipText() throws IOException {
    while (required() != 0) {
      // To the terminating zero.
    }
  }

  private void trailer() throws IOException {
    if (number() != crc.getValue()) {
      throw corrupt("the checksum of its content does not match");
    }
    if (number() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw corrupt("the length of its content does not match");
    }
  }

  private long number() throws IOException {
    long number = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      number |= (long) required() << shift;
    }
    return number;
  }

  private int required() throws IOException {
    int next = next();
    if (next < 0) {
      throw truncated();
    }
    return next;
  }

  private int next() throws IOException {
    return at < limit || more() ? buffer[at++] & 0xff : -1;
  }

  private boolean more() throws IOException {
    consumed += limit;
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private FileFault truncated() {
    return new FileFault(
        "truncated-gzip",
        "The gzip file breaks off: it ends after "
            + (consumed + limit)
            + " bytes in the middle of a member.");
  }

  private FileFault corrupt(String how) {
    return new FileFault(
        "corrupt-gzip", "The gzip file is corrupt near byte " + (consumed + at) + ": " + how + ".");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
