package org.livingevidence.citations.intake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.citation.CitationDraft;

/// Reverses double encoding and double escaping in the texts of a record, and notes what stood
/// there.
public final class Mending {
  private final CitationDraft draft;

  Mending(CitationDraft draft) {
    this.draft = draft;
  }

  /// Mends a record whose texts else stay as they came.
  public static void mend(CitationDraft draft) {
    Mending mending = new Mending(draft);
    draft.title(mending.marked("title", draft.title, draft.titleMarkup));
    draft.vernacularTitle(
        mending.marked("vernacularTitle", draft.vernacularTitle, draft.vernacularTitleMarkup));
    draft.journalTitle = mending.text("journal", draft.journalTitle);
    draft.journalAbbreviation = mending.text("journal", draft.journalAbbreviation);
    draft.authors.replaceAll(mending::author);
    draft.passages.replaceAll(mending::passage);
    List<String> keywords = new ArrayList<>(draft.keywords);
    keywords.replaceAll(keyword -> String.valueOf(mending.text("keywords", keyword)));
    if (!keywords.equals(List.copyOf(draft.keywords))) {
      draft.keywords.clear();
      draft.keywords.addAll(keywords);
    }
    Citation.Book book = draft.book;
    if (book != null) {
      draft.book =
          new Citation.Book(
              mending.text("book", book.title()),
              mending.text("book", book.publisher()),
              mending.text("book", book.place()),
              mending.text("book", book.collection()),
              book.isbn(),
              book.accession());
    }
  }

  /// @return the text as it was before, or as it is
  @Nullable String text(String field, @Nullable String text) {
    if (text == null) {
      return null;
    }
    String decoded = DoubleEncoding.reversed(text);
    String read = decoded == null ? text : noted(field, text, decoded, DoubleEncoding.BASIS);
    String unescaped = EscapedTwice.reversed(read);
    return unescaped == null ? read : noted(field, read, unescaped, EscapedTwice.BASIS);
  }

  /// @param canonical the text's markup; dropped when it does not say the same
  @Nullable MarkedText marked(String field, @Nullable String text, @Nullable String canonical) {
    if (text == null) {
      return null;
    }
    Markup markup = Markup.of(canonical);
    if (markup == null || !markup.marks() || !markup.plain().equals(text)) {
      return new MarkedText(String.valueOf(text(field, text)), null);
    }
    Markup decoded = Markup.of(DoubleEncoding.reversed(markup.toString()));
    MarkedText read =
        decoded == null
            ? new MarkedText(text, markup)
            : new MarkedText(noted(field, text, decoded.plain(), DoubleEncoding.BASIS), decoded);
    Markup unescaped = Markup.of(EscapedTwice.reversedInMarkup(String.valueOf(read.markup())));
    return unescaped == null
        ? read
        : new MarkedText(
            noted(field, read.plain(), unescaped.plain(), EscapedTwice.BASIS), unescaped);
  }

  private Citation.Author author(Citation.Author author) {
    return new Citation.Author(
        text("authors", author.family()),
        text("authors", author.given()),
        author.initials(),
        author.suffix(),
        author.orcid(),
        text("authors", author.collective()));
  }

  private Citation.Passage passage(Citation.Passage passage) {
    MarkedText text = marked("abstract", passage.text(), passage.markup());
    return text == null
        ? passage
        : new Citation.Passage(passage.label(), passage.category(), text.plain(), text.canonical());
  }

  private String noted(String field, String original, String mended, String basis) {
    draft.repairs.add(new Citation.Repair(field, original, basis));
    return mended;
  }
}
