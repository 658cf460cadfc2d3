package org.livingevidence.citations.intake.bibtex;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.BibTeXString;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;
import org.livingevidence.citations.intake.EncodedLine;
import org.livingevidence.citations.intake.Records;

/// One entry as it stands in the file, taken apart by the library, or rejected alone.
final class BibtexEntry {
  private static final Pattern WITHOUT_KEY =
      Pattern.compile("^(\\s*@\\s*[A-Za-z]+\\s*[{(])\\s*(?=,)");
  private static final Pattern KEY =
      Pattern.compile("^(\\s*@\\s*[A-Za-z]+\\s*[{(]\\s*)([^,{}\"=]*?)(\\s*,)");
  private static final Pattern FIELD = Pattern.compile("^\\s*([A-Za-z-]+)\\s*=");
  private static final Map<String, String> NAMES =
      Map.of(
          "title", "title",
          "author", "authors",
          "abstract", "abstract",
          "keywords", "keywords",
          "journal", "journal",
          "journaltitle", "journal",
          "booktitle", "book",
          "publisher", "book");

  private final String text;
  private final List<EncodedLine> originals;
  private final Map<String, String> strings;

  BibtexEntry(String text, List<EncodedLine> originals, Map<String, String> strings) {
    this.text = text;
    this.originals = originals;
    this.strings = strings;
  }

  /// Remembers an abbreviation.
  static void string(String text, Map<String, String> strings) {
    try {
      for (BibTeXString string : parsed(text, Map.of()).getStrings().values()) {
        String value = string.getValue() == null ? "" : string.getValue().toUserString();
        strings.put(string.getKey().getValue().toLowerCase(Locale.ROOT), value);
      }
    } catch (ParseException | TokenMgrException | IllegalArgumentException e) {
      // an abbreviation that cannot be read is none; whoever uses it is rejected
    }
  }

  void read(@Nullable String key, long line, Records records) {
    BibTeXEntry entry;
    try {
      BibTeXDatabase database = parsed(readable(text), strings);
      if (database.getEntries().isEmpty()) {
        records.rejected(key, "it is no entry of BibTeX", line);
        return;
      }
      entry = database.getEntries().values().iterator().next();
    } catch (ParseException | TokenMgrException | IllegalArgumentException e) {
      records.rejected(key, "it cannot be read: " + reason(e), line);
      return;
    }
    Map<String, String> fields = new HashMap<>();
    entry
        .getFields()
        .forEach(
            (name, value) ->
                fields.put(
                    name.getValue().toLowerCase(Locale.ROOT),
                    value == null ? "" : value.toUserString()));
    CitationDraft draft =
        new BibtexFields(entry.getType().getValue().toLowerCase(Locale.ROOT), key, fields).draft();
    repairs(draft);
    records.accept(draft, BibtexFields.revised(fields), line);
  }

  /// The library wants a key, and one of plain characters.
  private static String readable(String text) {
    String keyed = WITHOUT_KEY.matcher(curly(text)).replaceFirst("$1entry");
    Matcher matcher = KEY.matcher(keyed);
    return matcher.find()
        ? matcher.group(1)
            + matcher.group(2).replaceAll("[^A-Za-z0-9:._/+-]", "_")
            + matcher.group(3)
            + keyed.substring(matcher.end())
        : keyed;
  }

  /// The library knows entries in braces only.
  private static String curly(String text) {
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    int brace = text.indexOf('{');
    boolean round = open >= 0 && close > open && (brace < 0 || open < brace);
    return round ? text.substring(0, open) + "{" + text.substring(open + 1, close) + "}" : text;
  }

  private static BibTeXDatabase parsed(String text, Map<String, String> strings)
      throws ParseException {
    BibTeXParser parser =
        new BibTeXParser() {
          @Override
          public void checkStringResolution(org.jbibtex.Key key, @Nullable BibTeXString string) {
            if (string == null) {
              addMacro(key.getValue(), strings.getOrDefault(lower(key), key.getValue()));
            }
          }

          @Override
          public void checkCrossReferenceResolution(
              org.jbibtex.Key key, @Nullable BibTeXEntry entry) {
            // an entry stands for itself
          }
        };
    strings.forEach(parser::addMacro);
    return parser.parse(new StringReader(text));
  }

  private static String lower(org.jbibtex.Key key) {
    return key.getValue().toLowerCase(Locale.ROOT);
  }

  private static String reason(Throwable e) {
    String message = e.getMessage() == null ? "" : e.getMessage();
    String first = message.strip().split("\n", 2)[0].replaceAll("\\p{Cntrl}+", " ").strip();
    String plain = first.replaceFirst("\\bat line [0-9]+, column [0-9]+\\.?", "").strip();
    return plain.isEmpty()
        ? "its braces or commas do not fit"
        : plain.substring(0, Math.min(plain.length(), 200));
  }

  private void repairs(CitationDraft draft) {
    for (EncodedLine line : originals) {
      Matcher field = FIELD.matcher(line.text());
      String name = field.find() ? NAMES.get(field.group(1).toLowerCase(Locale.ROOT)) : "abstract";
      if (name != null && line.original() != null) {
        draft.repairs.add(new Citation.Repair(name, line.original().strip(), EncodedLine.BASIS));
      }
    }
  }
}
