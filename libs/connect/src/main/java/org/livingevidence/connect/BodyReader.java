package org.livingevidence.connect;

import java.io.IOException;
import java.io.InputStream;

/// Reads the body of an answer to its end. Called again for each attempt, on a thread of its own.
///
/// @param <T> what is made of it
@FunctionalInterface
public interface BodyReader<T> {
  /// @throws BrokenBody when the body is not what was asked for; it is asked for again
  /// @throws IOException what the stream throws; it is asked for again
  T read(InputStream body) throws IOException;

  /// All of a body that is to be held in memory.
  ///
  /// @param most how many bytes it may have
  /// @throws BrokenBody when it has more: it cannot be what was asked for
  static byte[] bytes(InputStream body, int most) throws IOException {
    byte[] all = body.readNBytes(most);
    if (all.length == most && body.read() >= 0) {
      throw new BrokenBody("answered with more than " + most + " bytes");
    }
    return all;
  }
}
