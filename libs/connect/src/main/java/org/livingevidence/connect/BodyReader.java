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
}
