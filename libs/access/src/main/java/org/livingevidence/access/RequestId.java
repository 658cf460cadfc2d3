package org.livingevidence.access;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The id of a request: its sender's, or a new one.
public final class RequestId {
  /// Under which it comes and is answered.
  public static final String HEADER = "X-Request-Id";

  /// Under which it stands beside what is logged.
  public static final String LOGGED = "requestId";

  private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /// The id that a request has from here on.
  ///
  /// @param sent what its sender says; taken when it fits into a line of a log
  public static String of(@Nullable String sent) {
    if (sent != null && FIT.matcher(sent).matches()) {
      return sent;
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
