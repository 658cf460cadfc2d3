package org.livingevidence.connect;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A source could not be read, after all attempts or for good. The message names the source and
/// what it did; it holds no secret, no query and no stack.
public final class SourceFailure extends IOException {
  private static final long serialVersionUID = 1L;

  /// What may be done about it.
  public enum Why {
    /// It did not answer, or not with what was asked for, however often it was asked.
    UNAVAILABLE,
    /// It understood and refused: not there, not allowed, not understood.
    REFUSED,
    /// Its certificate is not trusted.
    UNTRUSTED,
    /// Its answer is longer than is allowed.
    TOO_LARGE
  }

  private final Why why;
  private final int status;

  SourceFailure(Why why, int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.why = why;
    this.status = status;
  }

  public Why why() {
    return why;
  }

  /// The HTTP status of the last answer, 0 when there was none.
  public int status() {
    return status;
  }
}
