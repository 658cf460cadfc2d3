package org.livingevidence.citations.duplicate;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What two records are compared by: identifiers as they are, and the rest without what sources
/// write each in their own way (case, accents, punctuation, markup, `[French]` after a title,
/// `38 (Supplement 1)` for a volume, `1765-76` for `1765-1776`). Absent parts are empty.
///
/// @param pmid the PMID
/// @param doi in its canonical spelling
/// @param pmcid with its prefix
/// @param kind `article`, `preprint`, `notice`, `book`, `chapter`; these are never the same record
/// @param title letters and digits of the title, lower case, in one piece
/// @param numbers the numbers of the title in their order: parts and phases of one study differ
///     in nothing else
/// @param author the first five letters of the first author's family or group name
/// @param journal the words of the journal's name or abbreviation
/// @param volume the first number of the volume
/// @param page the first page with its prefix
public record Fingerprint(
    String pmid,
    String doi,
    String pmcid,
    String kind,
    String title,
    String numbers,
    String author,
    List<String> journal,
    String volume,
    String page,
    int year) {

  /// Shorter titles ("Editorial", "Reply") name nothing.
  static final int TELLING = 20;

  private static final int TITLE_KEY = 40;
  private static final int AUTHOR_LETTERS = 5;
  private static final Pattern MARKUP = Pattern.compile("</?[A-Za-z][^<>]{0,80}>");
  private static final Pattern LANGUAGE =
      Pattern.compile("\\.?\\s*[\\[(](?:[Ii]n )?\\p{Lu}\\p{L}{3,20}[\\])]\\.?\\s*$");
  private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARK = Pattern.compile("\\p{M}+");
  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+|\\b(?:ii|iii|iv|v|vi|vii)\\b");
  private static final Pattern DIGITS = Pattern.compile("\\p{Nd}+");
  private static final Pattern PAGE = Pattern.compile("[a-z]*\\p{Nd}+");
  private static final List<String> SILENT =
      List.of("of", "the", "and", "in", "for", "de", "journal", "j");

  /// @param title with or without markup
  /// @param author family or group name of the first author
  /// @param journal name or abbreviation
  /// @param year 0 when unknown
  /// @return what is compared
  public static Fingerprint of(
      @Nullable String pmid,
      @Nullable String doi,
      @Nullable String pmcid,
      @Nullable String kind,
      @Nullable String title,
      @Nullable String author,
      @Nullable String journal,
      @Nullable String volume,
      @Nullable String pages,
      @Nullable Integer year) {
    String words =
        words(LANGUAGE.matcher(MARKUP.matcher(orEmpty(title)).replaceAll("")).replaceFirst(""));
    String name = words(author).replace(" ", "");
    return new Fingerprint(
        orEmpty(pmid),
        orEmpty(doi),
        orEmpty(pmcid),
        orEmpty(kind),
        words.replace(" ", ""),
        NUMBER.matcher(words).results().map(r -> r.group()).collect(Collectors.joining()),
        name.substring(0, Math.min(AUTHOR_LETTERS, name.length())),
        List.of(words(journal).split(" ")).stream()
            .filter(word -> !word.isEmpty() && !SILENT.contains(word))
            .toList(),
        first(DIGITS, orEmpty(volume)),
        first(PAGE, orEmpty(pages).toLowerCase(Locale.ROOT)),
        year == null ? 0 : year);
  }

  /// @return a key that equal and nearly equal titles share unless they differ in their first 40
  ///     letters; 0 where the title names nothing
  public long titleKey() {
    return title.length() < TELLING
        ? 0
        : key(title.substring(0, Math.min(TITLE_KEY, title.length())));
  }

  /// @return a key of volume, first page and first author, which differently spelled titles share;
  ///     0 where there is no page or no author
  public long placeKey() {
    return page.isEmpty() || author.isEmpty()
        ? 0
        : key(volume + "/" + page + "/" + author.substring(0, Math.min(3, author.length())));
  }

  /// @return whether the two share an identifier or a key; without that nobody compares them
  public boolean meets(Fingerprint other) {
    return (!pmid.isEmpty() && pmid.equals(other.pmid))
        || (!doi.isEmpty() && doi.equals(other.doi))
        || (!pmcid.isEmpty() && pmcid.equals(other.pmcid))
        || (titleKey() != 0 && titleKey() == other.titleKey())
        || (placeKey() != 0 && placeKey() == other.placeKey());
  }

  /// 64 bits of FNV-1a, never 0: candidates are compared in full, so that a collision costs a look.
  private static long key(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash == 0 ? 1 : hash;
  }

  private static String words(@Nullable String text) {
    String plain =
        MARK.matcher(Normalizer.normalize(orEmpty(text), Normalizer.Form.NFKD)).replaceAll("");
    return NOT_WORD.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
