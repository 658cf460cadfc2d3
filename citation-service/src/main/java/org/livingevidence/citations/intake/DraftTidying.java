package org.livingevidence.citations.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// The last step of every reader: texts without control characters and superfluous white space,
/// double encoding mended with its original kept, and a title that says no more than the title.
final class DraftTidying {
  /// Publishers put the state before the title, and so do our own exports where a format has no
  /// field for it.
  private static final Pattern RETRACTED =
      Pattern.compile("^\\[?(PARTIALLY )?RETRACTED(?: ARTICLE)?(?:: |\\] ?)(?=\\S)");

  private static final Citation.PublicationType RETRACTED_PUBLICATION =
      new Citation.PublicationType(null, "Retracted Publication");

  private DraftTidying() {}

  /// @param tags whether the source's texts may hold tags that mean markup
  static void tidy(CitationDraft draft, boolean tags) {
    draft.title(marked(draft, "title", draft.title, draft.titleMarkup, tags));
    draft.vernacularTitle(
        marked(draft, "vernacularTitle", draft.vernacularTitle, draft.vernacularTitleMarkup, tags));
    withoutState(draft);
    draft.journalTitle = mended(draft, "journal", draft.journalTitle);
    draft.journalAbbreviation = mended(draft, "journal", draft.journalAbbreviation);
    draft.pii = clean(draft.pii);
    draft.volume = clean(draft.volume);
    draft.issue = clean(draft.issue);
    draft.pages = clean(draft.pages);
    draft.published = clean(draft.published);
    draft.indexing = clean(draft.indexing);
    draft.authors = authors(draft);
    replace(draft.passages, passage -> passage(draft, passage, tags));
    replace(draft.keywords, keyword -> mended(draft, "keywords", keyword));
    replace(draft.notices, DraftTidying::notice);
    if (draft.book != null) {
      Citation.Book book = draft.book;
      draft.book =
          new Citation.Book(
              mended(draft, "book", book.title()),
              mended(draft, "book", book.publisher()),
              mended(draft, "book", book.place()),
              mended(draft, "book", book.collection()),
              book.isbn(),
              clean(book.accession()));
    }
  }

  private static void withoutState(CitationDraft draft) {
    String title = draft.title;
    Matcher matcher = RETRACTED.matcher(title == null ? "" : title);
    if (title == null || !matcher.find()) {
      return;
    }
    boolean said =
        draft.notices.stream()
            .anyMatch(notice -> String.valueOf(notice.relation()).contains("etract"));
    if (!said && matcher.group(1) == null) {
      if (draft.publicationTypes.stream()
          .noneMatch(type -> "Retracted Publication".equals(type.name()))) {
        draft.publicationTypes.add(RETRACTED_PUBLICATION);
      }
    } else if (!said) {
      draft.notices.add(new Citation.Notice("PartialRetractionIn", null, null, null, null));
    }
    draft.title = title.substring(matcher.end());
    Markup markup = Markup.of(draft.titleMarkup);
    Markup rest = markup == null ? null : markup.slice(matcher.end(), title.length());
    draft.titleMarkup = rest == null ? null : rest.toString();
  }

  private static List<Citation.Author> authors(CitationDraft draft) {
    List<Citation.Author> authors = new ArrayList<>();
    for (Citation.Author author : draft.authors) {
      String family = mended(draft, "authors", author.family());
      String given = mended(draft, "authors", author.given());
      String collective = mended(draft, "authors", author.collective());
      if (collective != null) {
        authors.add(new Citation.Author(null, null, null, null, null, collective));
      } else if (family != null || given != null) {
        authors.add(
            new Citation.Author(
                family == null ? given : family,
                family == null ? null : given,
                clean(author.initials()),
                clean(author.suffix()),
                author.orcid(),
                null));
      }
    }
    return authors;
  }

  private static Citation.@Nullable Passage passage(
      CitationDraft draft, Citation.Passage passage, boolean tags) {
    MarkedText text = marked(draft, "abstract", passage.text(), passage.markup(), tags);
    return text == null
        ? null
        : new Citation.Passage(
            clean(passage.label()), clean(passage.category()), text.plain(), text.canonical());
  }

  private static @Nullable MarkedText marked(
      CitationDraft draft,
      String field,
      @Nullable String text,
      @Nullable String markup,
      boolean tags) {
    MarkedText read =
        tags && markup == null ? TextMarkup.tagged(text) : MarkedText.of(orEmpty(text), null);
    if (read == null) {
      return null;
    }
    String canonical = markup == null ? read.canonical() : clean(markup);
    return new Mending(draft).marked(field, read.plain(), canonical);
  }

  private static String orEmpty(@Nullable String text) {
    String clean = clean(text);
    return clean == null ? "" : clean;
  }

  private static Citation.Notice notice(Citation.Notice notice) {
    return new Citation.Notice(
        notice.relation(),
        notice.pmid(),
        clean(notice.source()),
        clean(notice.note()),
        notice.date(),
        notice.doi(),
        clean(notice.reason()));
  }

  private static <T> void replace(Collection<T> values, Replacement<T> replacement) {
    List<T> replaced = new ArrayList<>();
    for (T value : values) {
      T now = replacement.of(value);
      if (now != null) {
        replaced.add(now);
      }
    }
    values.clear();
    values.addAll(replaced);
  }

  /// Null takes the value away.
  @FunctionalInterface
  private interface Replacement<T> {
    @Nullable T of(T value);
  }

  private static @Nullable String mended(CitationDraft draft, String field, @Nullable String text) {
    return clean(new Mending(draft).text(field, clean(text)));
  }

  /// @return the text on one line, null when nothing of it can be shown
  static @Nullable String clean(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder clean = new StringBuilder(text.length());
    boolean space = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\u00a0' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        if (!space) {
          clean.append(' ');
          space = true;
        }
        continue;
      }
      if (c < ' ' || c == '\u007f' || c == '\uFEFF') {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
      space = false;
    }
    int end = clean.length();
    while (end > 0 && Character.isWhitespace(clean.charAt(end - 1))) {
      end--;
    }
    String result = clean.substring(0, end);
    return result.isBlank() ? null : result.strip();
  }
}
