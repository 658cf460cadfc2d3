package org.livingevidence.access;

import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/// `If-Match` against a resource's version, and the tag that says it: a resource's strong ETag is
/// its aggregate's version in quotes.
public final class Preconditions {
  private Preconditions() {}

  /// The ETag of this version, quotes included.
  public static String etag(long version) {
    return "\"" + version + "\"";
  }

  /// The ETag of this version shown with something that follows from elsewhere. It meets the same
  /// preconditions as the version alone.
  ///
  /// @param derived letters and digits that tell what is shown apart
  public static String etag(long version, String derived) {
    return "\"" + version + "-" + derived + "\"";
  }

  /// Throws a 412 problem when `header` names versions and this is none of them. An absent header
  /// asks nothing; `*` is met by any version that exists (above 0); weak tags never match (RFC
  /// 9110, 13.1.1). Call it while the aggregate's lock is held, or the answer is out of date when
  /// it is given.
  public static void ifMatch(@Nullable String header, long version) {
    if (header == null || header.isBlank()) {
      return;
    }
    for (String tag : header.split(",")) {
      String wanted = tag.strip();
      if ((wanted.equals("*") && version > 0)
          || wanted.equals(etag(version))
          || wanted.startsWith("\"" + version + "-")) {
        return;
      }
    }
    String now = version > 0 ? "it is now at " + etag(version) : "it does not exist";
    throw Problems.builder(
            Status.PRECONDITION_FAILED,
            "If-Match asks for another version of this resource: "
                + now
                + ". Read it again and repeat the change.")
        .with("errors", java.util.List.of(new FieldError("If-Match", now)))
        .build();
  }
}
