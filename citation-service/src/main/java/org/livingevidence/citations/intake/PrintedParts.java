package org.livingevidence.citations.intake;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// Volumes, pages, numbers and languages as sources print them.
public final class PrintedParts {
  private static final Pattern ISSN =
      Pattern.compile("(?<![0-9-])([0-9]{4})[-\u2010\u2011\u2013]?([0-9]{3}[0-9Xx])(?![0-9-])");
  private static final Pattern ISBN =
      Pattern.compile("(?<![0-9-])(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx](?![0-9-])");
  private static final Pattern SUPPLEMENT =
      Pattern.compile("(?i)(.*?)\\s*[(,]?\\s*suppl(?:ement)?\\.?\\s*([0-9A-Z]*)\\s*\\)?");
  private static final Pattern NO_PAGE =
      Pattern.compile("(?i)no|specified|no(?:t)? specified|n/?a|no pagination.*|undefined|none");

  private static final Map<String, String> LANGUAGES =
      Map.ofEntries(
          Map.entry("english", "eng"),
          Map.entry("german", "ger"),
          Map.entry("french", "fre"),
          Map.entry("spanish", "spa"),
          Map.entry("italian", "ita"),
          Map.entry("portuguese", "por"),
          Map.entry("dutch", "dut"),
          Map.entry("russian", "rus"),
          Map.entry("chinese", "chi"),
          Map.entry("japanese", "jpn"),
          Map.entry("korean", "kor"),
          Map.entry("polish", "pol"),
          Map.entry("czech", "cze"),
          Map.entry("turkish", "tur"),
          Map.entry("swedish", "swe"),
          Map.entry("danish", "dan"),
          Map.entry("norwegian", "nor"),
          Map.entry("finnish", "fin"),
          Map.entry("hungarian", "hun"),
          Map.entry("hebrew", "heb"),
          Map.entry("arabic", "ara"),
          Map.entry("persian", "per"),
          Map.entry("greek", "gre"),
          Map.entry("ukrainian", "ukr"),
          Map.entry("romanian", "rum"),
          Map.entry("croatian", "hrv"),
          Map.entry("serbian", "srp"));

  private PrintedParts() {}

  /// Adds every ISSN in the text, with its hyphen: `20411723 (ISSN)`, `1573-3602 1050-5350`.
  public static void issn(@Nullable String text, CitationDraft draft) {
    Matcher matcher = ISSN.matcher(text == null ? "" : text);
    while (matcher.find()) {
      draft.issn.add(matcher.group(1) + "-" + matcher.group(2).toUpperCase(Locale.ROOT));
    }
  }

  /// @return the ISBN in the text as printed, null when there is none
  public static @Nullable String isbn(@Nullable String text) {
    Matcher matcher = ISBN.matcher(text == null ? "" : text);
    return matcher.find() ? matcher.group().strip() : null;
  }

  /// @return `271-278` of first and last page; a first page that is a range already stands alone
  public static @Nullable String pages(@Nullable String first, @Nullable String last) {
    String from = page(first);
    String to = page(last);
    if (from == null || to == null || from.equals(to) || from.matches(".*[0-9]-[A-Za-z]*[0-9].*")) {
      return from != null ? from : to;
    }
    return from.endsWith("-") ? from + to : from + "-" + to;
  }

  private static @Nullable String page(@Nullable String text) {
    String bare = text == null ? "" : text.strip();
    if (bare.isEmpty() || NO_PAGE.matcher(bare).matches()) {
      return null;
    }
    return bare.replaceAll("--+|[\u2010-\u2015\u2212]", "-");
  }

  /// @return `38 Suppl 1` of `38 (Supplement 1)`, as PubMed prints it; others as they are
  public static @Nullable String volume(@Nullable String text) {
    String bare = text == null ? "" : text.strip();
    Matcher matcher = SUPPLEMENT.matcher(bare);
    if (matcher.matches()) {
      return (matcher.group(1) + " Suppl " + matcher.group(2)).strip().replaceAll(" {2,}", " ");
    }
    return bare.isEmpty() ? null : bare;
  }

  /// Adds a code such as `eng`, also for the English name of a language.
  public static void language(@Nullable String text, CitationDraft draft) {
    for (String word : (text == null ? "" : text.toLowerCase(Locale.ROOT)).split("[,;/\\s]+")) {
      String code =
          LANGUAGES.getOrDefault(word, word.length() > 3 ? word.replaceAll("[-_].*", "") : word);
      if (code.matches("[a-z]{2,3}")
          && (word.length() <= 3
              || word.matches("[a-z]{2,3}[-_].*")
              || LANGUAGES.containsKey(word))) {
        draft.languages.add(code);
      }
    }
  }

  /// Sets when it appeared.
  public static void published(@Nullable SourceDates date, CitationDraft draft) {
    if (date != null) {
      draft.published = date.printed();
      draft.year = date.firstYear();
    }
  }

  /// Adds a type, once.
  public static void type(String name, CitationDraft draft) {
    Citation.PublicationType type = new Citation.PublicationType(null, name);
    if (!draft.publicationTypes.contains(type)) {
      draft.publicationTypes.add(type);
    }
  }
}
