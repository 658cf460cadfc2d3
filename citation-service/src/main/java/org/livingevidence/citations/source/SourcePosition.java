package org.livingevidence.citations.source;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a source record stands among all records of the same id, as text that sorts: the version
/// of its id, its date of revision, the release it came in, its content. What is absent sorts
/// lowest. A deletion has a position too, above every record with the same first three parts, so
/// that it covers all at or below it whether they come before it or after.
///
/// An id's fate is a function of its highest record and its highest deletion alone, both of which
/// only grow; therefore files may come in any order, any number of times.
///
/// @param text such as `001/2013-12-13/24n01219/1:0f3a…`; compares by code unit
public record SourcePosition(String text) implements Comparable<SourcePosition> {
  private static final Pattern PUBMED_RELEASE =
      Pattern.compile("(?<![a-z0-9])pubmed([0-9]{2})n([0-9]{4,5})(?![0-9])");
  private static final Pattern MESH_RELEASE =
      Pattern.compile("(?<![a-z0-9])(?:desc|supp|mtrees|mesh|d|c)((?:19|20)[0-9]{2})(?![0-9])");
  private static final String NO_DATE = "----------";
  private static final String NO_RELEASE = "--------";
  private static final String HIGHEST = "~";

  /// The rendering of records by this code. Raised when the same source record gives another
  /// citation or topic than before, so that importing it again replaces what an older rendering
  /// made.
  private static final int RENDERING = 1;

  /// @param version the version of the id, 1 to 999; 0 where ids have none
  /// @param revised `yyyy-MM-dd`
  /// @param release as [#release] gives it
  /// @param hash of the content, in hexadecimal
  /// @return the position of a record
  public static SourcePosition ofRecord(
      int version, @Nullable String revised, @Nullable String release, String hash) {
    return new SourcePosition(prefix(version, revised, release) + RENDERING + ":" + hash);
  }

  /// @return the position of a deletion in a document whose newest date is `revised`
  public static SourcePosition ofDeletion(
      int version, @Nullable String revised, @Nullable String release) {
    return new SourcePosition(prefix(version, revised, release) + HIGHEST);
  }

  /// @return the position that covers this record, and nothing revised later or released later
  public SourcePosition covered() {
    return new SourcePosition(text.substring(0, text.lastIndexOf('/') + 1) + HIGHEST);
  }

  /// @return the position that covers this record in every release: what a curator deletes stays
  ///     deleted until the source revises it
  public SourcePosition coveredInEveryRelease() {
    String upToDate = text.substring(0, text.lastIndexOf('/'));
    return new SourcePosition(upToDate.substring(0, upToDate.lastIndexOf('/') + 1) + HIGHEST);
  }

  /// @return the part that tells contents apart, whatever the release they came in
  public String content() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /// Finds the release in a file's name, such as `24n01219` in `pubmed24n1219.xml.gz` and `2015` in
  /// `desc2015.xml`.
  ///
  /// @return text that sorts among releases of its kind; null when the name tells none
  public static @Nullable String release(@Nullable String fileName) {
    String name = fileName == null ? "" : fileName.toLowerCase(Locale.ROOT).replace('_', ' ');
    Matcher pubmed = PUBMED_RELEASE.matcher(name);
    if (pubmed.find()) {
      return pubmed.group(1) + "n" + "0".repeat(5 - pubmed.group(2).length()) + pubmed.group(2);
    }
    Matcher mesh = MESH_RELEASE.matcher(name);
    return mesh.find() ? mesh.group(1) : null;
  }

  private static String prefix(int version, @Nullable String revised, @Nullable String release) {
    return String.format(Locale.ROOT, "%03d", version)
        + "/"
        + (revised == null ? NO_DATE : revised)
        + "/"
        + (release == null ? NO_RELEASE : release)
        + "/";
  }

  @Override
  public int compareTo(SourcePosition other) {
    return text.compareTo(other.text);
  }

  /// @return the higher of two, of which either may be absent
  public static @Nullable SourcePosition max(
      @Nullable SourcePosition one, @Nullable SourcePosition other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) >= 0 ? one : other;
  }
}
