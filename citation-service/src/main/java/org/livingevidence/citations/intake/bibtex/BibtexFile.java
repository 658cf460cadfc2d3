package org.livingevidence.citations.intake.bibtex;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.EncodedLines;
import org.livingevidence.citations.intake.RecordFile;
import org.livingevidence.citations.intake.Records;
import org.livingevidence.citations.intake.TextLimits;
import org.livingevidence.imports.ImportRejected;

/// A file of the kind `bibtex`: entries of BibTeX or BibLaTeX. The file is cut at lines that begin
/// an entry, so that one whose braces do not close spoils no other; `@string` is remembered,
/// `@comment` and `@preamble` are stepped over.
public final class BibtexFile implements RecordFile {
  /// How many abbreviations a file may define.
  private static final int MOST_STRINGS = 10_000;

  private static final Pattern BEGINS = Pattern.compile("^\\s*@\\s*([A-Za-z]+)\\s*[{(]");
  private static final Pattern MARK =
      Pattern.compile(
          "(?m)^\\s*@\\s*(?!comment|preamble|string)[A-Za-z]{3,30}\\s*[{(]\\s*[^\\s,={}\"]*\\s*,");
  private static final Pattern OTHER =
      Pattern.compile("\\A\\uFEFF?\\s*[<{\\[]|(?m)^\\uFEFF?TY {1,2}- ");

  private final TextLimits limits;

  /// @param limits what a file may ask of us
  public BibtexFile(TextLimits limits) {
    this.limits = limits;
  }

  @Override
  public boolean recognises(String head) {
    return MARK.matcher(head.toLowerCase(Locale.ROOT)).find() && !OTHER.matcher(head).find();
  }

  @Override
  public void read(InputStream in, Records records) throws IOException, ImportRejected {
    EncodedLines lines = new EncodedLines(in, limits);
    Map<String, String> strings = new HashMap<>();
    Entry entry = null;
    for (EncodedLine line = lines.next(); line != null; line = lines.next()) {
      Matcher begins = BEGINS.matcher(line.text());
      boolean begun = begins.find();
      if (entry != null && (entry.depth > 0 ? begun && unindented(line) : true)) {
        finish(entry, strings, records);
        entry = null;
      }
      if (entry != null) {
        entry.add(line);
      } else if (begun) {
        entry = new Entry(begins.group(1), line.number(), limits.recordLines());
        entry.add(line);
      }
    }
    if (entry != null) {
      finish(entry, strings, records);
    }
  }

  /// Inside an entry a line that begins another one stands at the margin; `@` in a text does not.
  private static boolean unindented(EncodedLine line) {
    return line.text().startsWith("@");
  }

  private void finish(Entry entry, Map<String, String> strings, Records records) {
    switch (entry.type) {
      case "comment", "preamble" -> {}
      case "string" -> {
        if (strings.size() < MOST_STRINGS) {
          BibtexEntry.string(entry.text(), strings);
        }
      }
      default -> {
        if (entry.lines > limits.recordLines() || entry.tooLong()) {
          records.rejected(
              entry.key(),
              "it has more than "
                  + limits.recordLines()
                  + " lines or "
                  + Entry.MOST_CHARACTERS
                  + " characters (living-evidence.text.record-lines)",
              entry.line);
        } else {
          new BibtexEntry(entry.text(), entry.originals, strings)
              .read(entry.key(), entry.line, records);
        }
      }
    }
  }

  /// The lines of one entry, to where its braces close.
  private static final class Entry {
    private static final int MOST_CHARACTERS = 8_000_000;

    private final String type;
    private final long line;
    private final int mostLines;
    private final StringBuilder text = new StringBuilder();
    private final List<EncodedLine> originals = new ArrayList<>();
    private int lines;
    private int depth;

    Entry(String type, long line, int mostLines) {
      this.type = type.toLowerCase(Locale.ROOT);
      this.line = line;
      this.mostLines = mostLines;
    }

    void add(EncodedLine line) {
      lines++;
      if (lines > mostLines || tooLong()) {
        return;
      }
      String added = line.text();
      if (line.original() != null) {
        originals.add(line);
      }
      for (int i = 0; i < added.length(); i++) {
        char c = added.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '{' || (c == '(' && depth == 0)) {
          depth++;
        } else if (c == '}' || (c == ')' && depth == 1 && opensRound())) {
          depth--;
        }
      }
      text.append(added).append('\n');
    }

    private boolean opensRound() {
      int round = text.indexOf("(");
      int curly = text.indexOf("{");
      return round >= 0 && (curly < 0 || round < curly);
    }

    boolean tooLong() {
      return text.length() > MOST_CHARACTERS;
    }

    String text() {
      return text.toString();
    }

    @Nullable String key() {
      Matcher matcher = KEY.matcher(text.substring(0, Math.min(text.length(), 500)));
      return matcher.find() ? matcher.group(1) : null;
    }

    private static final Pattern KEY = Pattern.compile("[{(]\\s*([^\\s,={}\"]+)\\s*,");
  }
}
