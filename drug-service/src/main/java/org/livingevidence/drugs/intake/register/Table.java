package org.livingevidence.drugs.intake.register;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.register.RegisterConfig;
import org.livingevidence.imports.ImportRejected;

/// A table of an agency: columns parted by tabs, their names in the first line, a row a line. A
/// line that is no UTF-8 is read as windows-1252, in which the agency's databases are written.
final class Table {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private final String name;
  private final InputStream in;
  private final RegisterConfig limits;
  private final Map<String, Integer> columns = new HashMap<>();
  private int line;

  private Table(String name, InputStream in, RegisterConfig limits) {
    this.name = name;
    this.in = in;
    this.limits = limits;
  }

  /// Takes the rows of a table.
  interface Rows {
    void row(Row row) throws IOException, ImportRejected;
  }

  /// Reads a table.
  ///
  /// @param wanted columns that it must have
  /// @param faulty takes what is said of a row that cannot be read
  static void read(
      String name,
      InputStream in,
      RegisterConfig limits,
      List<String> wanted,
      Rows rows,
      Consumer<String> faulty)
      throws IOException, ImportRejected {
    var table = new Table(name, in, limits);
    String head = table.next();
    if (head == null) {
      throw new ImportRejected(name + " is empty.");
    }
    var names = head.replace("\uFEFF", "").split("\t", -1);
    for (int i = 0; i < names.length; i++) {
      table.columns.put(names[i].strip(), i);
    }
    for (String column : wanted) {
      if (!table.columns.containsKey(column)) {
        throw new ImportRejected(name + " has no column \"" + column + "\".");
      }
    }
    for (String row = table.next(); row != null; row = table.next()) {
      if (row.isBlank()) {
        continue;
      }
      String[] values = row.split("\t", -1);
      boolean beyond = false;
      for (int i = names.length; i < values.length; i++) {
        beyond |= !values[i].isBlank();
      }
      if (beyond || values.length < names.length - 1) {
        faulty.accept(
            "Line %d of %s has %d columns and not %d."
                .formatted(table.line, name, values.length, names.length));
      } else {
        rows.row(new Row(table, values));
      }
    }
  }

  /// A row.
  static final class Row {
    private final Table table;
    private final String[] values;

    private Row(Table table, String[] values) {
      this.table = table;
      this.values = values;
    }

    /// A value without space around it; empty when there is none.
    String text(String column) {
      Integer at = table.columns.get(column);
      return at == null || at >= values.length ? "" : values[at].strip().replaceAll("\\s+", " ");
    }
  }

  private @Nullable String next() throws IOException, ImportRejected {
    var bytes = new ByteArrayOutputStream();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        if (bytes.size() == 0) {
          return null;
        }
        break;
      }
      bytes.write(one);
      if (bytes.size() > limits.rowLength()) {
        throw new ImportRejected(
            "Line %d of %s is longer than %d characters (living-evidence.registers.row-length)."
                .formatted(line + 1, name, limits.rowLength()));
      }
    }
    line++;
    if (line > limits.rows()) {
      throw new ImportRejected(
          "%s has more than %d rows (living-evidence.registers.rows)."
              .formatted(name, limits.rows()));
    }
    return text(bytes.toByteArray());
  }

  private static String text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = new String(bytes, WINDOWS);
    }
    return text.replace("\r", "").replace("\u0000", "");
  }
}
