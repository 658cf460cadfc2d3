package org.livingevidence.citations.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// A record of a format that gives each field a short tag: its fields in the order of the file.
public final class TaggedRecord {
  /// One field; the lines that continue it follow after a line feed.
  ///
  /// @param original what the file holds where the text was not UTF-8
  public record Field(String tag, String text, @Nullable String original) {}

  private final List<Field> fields = new ArrayList<>();
  private final int mostLines;
  private long line;
  private int lines;
  private @Nullable String tag;
  private final StringBuilder text = new StringBuilder();
  private @Nullable StringBuilder original;

  /// @param mostLines how many lines it may have
  public TaggedRecord(int mostLines) {
    this.mostLines = mostLines;
  }

  /// Begins a field.
  ///
  /// @param value where in the line its text begins
  public void field(String tag, EncodedLine line, int value) {
    finish();
    if (this.line == 0) {
      this.line = line.number();
    }
    lines++;
    this.tag = tag;
    text.append(line.text(), value, line.text().length());
    original(line, value);
  }

  /// Adds a line to the field that was begun last; nothing before the first field.
  public void continued(EncodedLine line) {
    lines++;
    if (tag != null && !tooLong()) {
      text.append('\n').append(line.text().strip());
      original(line, 0);
    }
  }

  private void original(EncodedLine line, int value) {
    if (line.original() != null) {
      if (original == null) {
        original = new StringBuilder();
      } else {
        original.append(' ');
      }
      original.append(line.original().substring(Math.min(value, line.original().length())).strip());
    }
  }

  /// Ends the last field.
  public void finish() {
    if (tag != null && !tooLong()) {
      fields.add(
          new Field(tag, text.toString().strip(), original == null ? null : original.toString()));
    }
    tag = null;
    text.setLength(0);
    original = null;
  }

  /// @return whether it has more lines than it may; what is beyond is not kept
  public boolean tooLong() {
    return lines > mostLines;
  }

  /// @return whether nothing was read of it
  public boolean isEmpty() {
    return line == 0;
  }

  /// @return the number of its first line
  public long line() {
    return line;
  }

  /// @return its fields that have a text
  public List<Field> fields() {
    return fields.stream().filter(field -> !field.text().isEmpty()).toList();
  }

  /// @return the first text under any of these tags, which are looked for in their order
  public @Nullable String first(String... tags) {
    for (String wanted : tags) {
      for (Field field : fields) {
        if (field.tag().equals(wanted) && !field.text().isEmpty()) {
          return field.text();
        }
      }
    }
    return null;
  }

  /// @return all texts under this tag
  public List<String> all(String wanted) {
    return fields().stream().filter(field -> field.tag().equals(wanted)).map(Field::text).toList();
  }

  /// Notes on the draft which texts were not UTF-8.
  ///
  /// @param names what the fields are called in a citation; tags that are not there are not kept
  public void repairs(CitationDraft draft, Map<String, String> names) {
    for (Field field : fields) {
      String name = names.get(field.tag());
      if (field.original() != null && name != null) {
        draft.repairs.add(new Citation.Repair(name, field.original(), EncodedLine.BASIS));
      }
    }
  }
}
