package org.livingevidence.citations.intake.retraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.EncodedLines;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// The rows of a table of comma-separated values. A row ends with the line in which its last
/// quotation closes; a quotation that does not close within some lines spoils its own row only.
final class CsvRows {
  /// How many lines one row may span.
  private static final int MOST_LINES = 200;

  /// A row that cannot be read; the next one can.
  static final class BrokenRow extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenRow(String message) {
      super(message);
    }
  }

  private final CsvMapper mapper =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
  private final EncodedLines lines;
  private final ArrayDeque<EncodedLine> ahead = new ArrayDeque<>();
  private long line;
  private int width;
  private @Nullable String original;

  CsvRows(InputStream in, TextLimits limits) {
    lines = new EncodedLines(in, limits);
  }

  /// @return the line in which the last row began
  long line() {
    return line;
  }

  /// @return what the file holds of the last row where it was not UTF-8, null where it was
  @Nullable String original() {
    return original;
  }

  /// @return the next row's cells, null at the end
  /// @throws BrokenRow when this row cannot be read
  @Nullable List<String> next() throws IOException, ImportRejected, BrokenRow {
    EncodedLine first = take();
    while (first != null && first.text().isBlank()) {
      first = take();
    }
    if (first == null) {
      return null;
    }
    line = first.number();
    original = first.original();
    StringBuilder row = new StringBuilder(first.text());
    boolean open = quotes(first.text()) % 2 == 1;
    ArrayDeque<EncodedLine> used = new ArrayDeque<>();
    while (open) {
      EncodedLine more = used.size() < MOST_LINES ? take() : null;
      if (more == null) {
        throw broken("a quotation does not close", used);
      }
      used.add(more);
      row.append('\n').append(more.text());
      original = original == null ? more.original() : original;
      open = quotes(more.text()) % 2 == 0;
    }
    List<String> cells = cells(row.toString(), used);
    if (width > 0 && cells.size() > width && !used.isEmpty()) {
      throw broken("a quotation does not close", used);
    }
    width = width == 0 ? cells.size() : width;
    return cells;
  }

  /// What follows the row's first line may be rows of their own.
  private BrokenRow broken(String message, ArrayDeque<EncodedLine> used) {
    while (!used.isEmpty()) {
      ahead.addFirst(used.removeLast());
    }
    return new BrokenRow(message);
  }

  private List<String> cells(String row, ArrayDeque<EncodedLine> used)
      throws IOException, BrokenRow {
    try (MappingIterator<String[]> cells = mapper.readerFor(String[].class).readValues(row)) {
      return cells.hasNextValue() ? Arrays.asList(cells.nextValue()) : List.of();
    } catch (JsonProcessingException e) {
      throw broken("its quotations do not fit", used);
    }
  }

  private @Nullable EncodedLine take() throws IOException, ImportRejected {
    return ahead.isEmpty() ? lines.next() : ahead.removeFirst();
  }

  private static int quotes(String text) {
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '"') {
        count++;
      }
    }
    return count;
  }
}
