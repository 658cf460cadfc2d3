package org.livingevidence.citations.citation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A notice as one line of text, for formats that have no field for it:
/// `RetractionIn | date 2010-02-06 | PMID 20137807 | source Lancet. 2010;375:445`.
public final class NoticeText {
  /// Begins what stands in a note besides the note.
  private static final String MARK = "Notice: ";

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

  /// @return what PubMed's `Note` holds of a notice: its note, and after a mark what PubMed has no
  ///     element for
  public static @Nullable String note(Citation.Notice notice) {
    List<String> parts = new ArrayList<>();
    add("date ", notice.date(), parts);
    add("DOI ", notice.doi(), parts);
    add("reason ", notice.reason(), parts);
    if (parts.isEmpty()) {
      return notice.note();
    }
    String more = MARK + String.join(" | ", parts);
    return notice.note() == null ? more : notice.note() + " | " + more;
  }

  /// @param note what [#note] gave, or anybody else's
  /// @return the notice that it belongs to
  public static Citation.Notice withNote(
      String relation, @Nullable String pmid, @Nullable String source, @Nullable String note) {
    int mark = note == null ? -1 : note.lastIndexOf(MARK);
    if (note == null || mark < 0 || (mark > 0 && !note.startsWith(" | ", mark - 3))) {
      return new Citation.Notice(relation, pmid, source, note, null);
    }
    Citation.Notice more = read(relation, note.substring(mark + MARK.length()).split(" \\| "));
    String own = mark == 0 ? null : note.substring(0, mark - 3);
    return new Citation.Notice(relation, pmid, source, own, more.date(), more.doi(), more.reason());
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
    return read(parts[0], parts);
  }

  private static Citation.Notice read(String relation, String[] parts) {
    String date = value("date ", parts);
    boolean dated =
        date != null && date.matches("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");
    return new Citation.Notice(
        relation,
        CitationIds.pmid(value("PMID ", parts)),
        value("source ", parts),
        value("note ", parts),
        dated ? date : null,
        CitationIds.doi(value("DOI ", parts)),
        value("reason ", parts));
  }

  private static @Nullable String value(String name, String[] parts) {
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith(name) && parts[i].length() > name.length()) {
        return parts[i].substring(name.length());
      }
    }
    return null;
  }
}
