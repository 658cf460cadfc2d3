package org.livingevidence.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;

/// Reads an answer whose head says more than its body: where the next page is. As a [BodyReader]
/// otherwise.
///
/// @param <T> what is made of it
@FunctionalInterface
public interface AnswerReader<T> {
  /// @throws BrokenBody when the body is not what was asked for; it is asked for again
  /// @throws IOException what the stream throws; it is asked for again
  T read(HttpHeaders head, InputStream body) throws IOException;
}
