package org.livingevidence.connect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer: no longer than allowed, and every byte of it a sign of life.
final class MeteredBody extends FilterInputStream {
  private final long most;
  private final Runnable sign;
  private long bytes;

  MeteredBody(InputStream in, long most, Runnable sign) {
    super(in);
    this.most = most;
    this.sign = sign;
  }

  /// The body is longer than allowed.
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    sign.run();
    bytes += Math.max(0, n);
    if (bytes > most) {
      throw new TooLarge();
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] rest = new byte[(int) Math.min(n, 8192)];
    return Math.max(0, read(rest, 0, rest.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
