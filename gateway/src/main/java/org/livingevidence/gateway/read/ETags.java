package org.livingevidence.gateway.read;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Entity tags of views: `"<version>-<representation>-r<renderer revision>"`, strong, since each
/// stands for one sequence of bytes.
public final class ETags {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,16})-[a-z-]{1,40}-r\\d{1,9}\"");

  private ETags() {}

  /// The tag of one representation, as it stands in the header.
  public static String of(long version, String representation, int revision) {
    return "\"" + version + "-" + representation + "-r" + revision + "\"";
  }

  /// Whether `ifNoneMatch` holds `tag` (weak comparison, as RFC 9110 asks) or is `*`.
  public static boolean matches(@Nullable String ifNoneMatch, String tag) {
    if (ifNoneMatch == null) {
      return false;
    }
    int at = ifNoneMatch.indexOf(tag);
    return at >= 0 || ifNoneMatch.trim().equals("*");
  }

  /// The highest version that `ifNoneMatch` names, 0 when it names none of ours.
  public static long newest(@Nullable String ifNoneMatch) {
    long newest = 0;
    if (ifNoneMatch != null) {
      Matcher tags = TAG.matcher(ifNoneMatch);
      while (tags.find()) {
        newest = Math.max(newest, Long.parseLong(tags.group(1)));
      }
    }
    return newest;
  }
}
