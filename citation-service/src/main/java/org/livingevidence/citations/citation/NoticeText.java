package org.livingevidence.citations.citation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A notice as one line of text, for formats that have no field for it:
/// `RetractionIn | date 2010-02-06 | PMID 20137807 | source Lancet. 2010;375:445`.
public final class NoticeText {
  private NoticeText() {}

  /// @return the line
  public static String write(Citation.Notice notice) {
    List<String> parts = new ArrayList<>();
    parts.add(String.valueOf(notice.relation()));
    add("date ", notice.date(), parts);
    add("PMID ", notice.pmid(), parts);
    add("DOI ", notice.doi(), parts);
    add("source ", notice.source(), parts);
    add("note ", notice.note(), parts);
    add("reason ", notice.reason(), parts);
    return String.join(" | ", parts);
  }

  private static void add(String name, @Nullable String value, List<String> parts) {
    if (value != null) {
      parts.add(name + value.replaceAll("\\s+", " ").replace(" | ", " / "));
    }
  }

  /// @return the notice, null when the line is none
  public static Citation.@Nullable Notice parse(String line) {
    String[] parts = line.split(" \\| ");
    if (!parts[0].matches("[A-Za-z]+(?:In|Of|For|From|On)")) {
      return null;
    }
    String date = value("date ", parts);
    boolean dated =
        date != null && date.matches("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");
    return new Citation.Notice(
        parts[0],
        CitationIds.pmid(value("PMID ", parts)),
        value("source ", parts),
        value("note ", parts),
        dated ? date : null,
        CitationIds.doi(value("DOI ", parts)),
        value("reason ", parts));
  }

  private static @Nullable String value(String name, String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].startsWith(name) && parts[i].length() > name.length()) {
        return parts[i].substring(name.length());
      }
    }
    return null;
  }
}
