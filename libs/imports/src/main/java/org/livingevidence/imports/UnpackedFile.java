package org.livingevidence.imports;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// A spooled body as its intake reads it: unpacked where it is gzip, and stopped where it unpacks
/// to more than is allowed. Remembers what went wrong below the parser, which may have wrapped or
/// swallowed it.
final class UnpackedFile extends InputStream {
  private final SpoolInputStream spool;
  private final InputStream in;
  private final boolean packed;
  private final long most;
  private final int maxRatio;
  private final long ratioFrom;
  private long unpacked;
  private @Nullable FileFault fault;

  UnpackedFile(SpoolInputStream spool, boolean packed, ImportsConfig config) {
    this.spool = spool;
    this.packed = packed;
    in = packed ? new GzipMembers(spool) : spool;
    most = config.maxDecompressedBytes().asLongValue();
    maxRatio = config.maxRatio();
    ratioFrom = config.ratioFrom().asLongValue();
  }

  /// What was wrong with the file's bytes, null when nothing was.
  @Nullable FileFault fault() {
    return fault;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (fault != null) {
      throw fault;
    }
    try {
      int n = in.read(bytes, offset, count);
      unpacked += Math.max(0, n);
      if (packed) {
        checkLimits();
      }
      return n;
    } catch (FileFault e) {
      fault = e;
      throw e;
    }
  }

  private void checkLimits() throws FileFault {
    if (unpacked > most) {
      throw new FileFault(
          "unpacks-too-large", "The file unpacks to more than the " + most + " bytes allowed.");
    }
    if (unpacked > ratioFrom && unpacked / maxRatio > spool.position()) {
      throw new FileFault(
          "unpacks-too-large",
          "The file unpacks to more than "
              + maxRatio
              + " times its size, which is more than is allowed ("
              + unpacked
              + " bytes from "
              + spool.position()
              + ").");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
