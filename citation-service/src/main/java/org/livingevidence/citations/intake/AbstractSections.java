package org.livingevidence.citations.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.bibliography.markup.MarkedText;
import org.livingevidence.bibliography.markup.Markup;
import org.livingevidence.citations.citation.Citation;

/// Structured abstracts that a text format runs together: `BACKGROUND: … METHODS: …`. A label is
/// in capitals, at the beginning or after the end of a sentence, and only an abstract that begins
/// with one is taken apart.
public final class AbstractSections {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:^|(?<=[.?!)\\]\"\u201d] ))"
              + "((?=[^:]{0,80}[A-Z]{4})[A-Z][A-Z0-9/&,'()\u2019 -]{2,79}): (?=\\S)");

  private AbstractSections() {}

  /// Adds the sections of an abstract without markup.
  public static void add(@Nullable String text, List<Citation.Passage> passages) {
    String clean = DraftTidying.clean(text);
    add(clean == null ? null : new MarkedText(clean, null), passages);
  }

  /// Adds the sections of an abstract.
  public static void add(@Nullable MarkedText text, List<Citation.Passage> passages) {
    if (text == null) {
      return;
    }
    String plain = text.plain();
    Matcher matcher = LABEL.matcher(plain);
    if (!matcher.lookingAt()) {
      passages.add(new Citation.Passage(null, null, plain, text.canonical()));
      return;
    }
    String label = matcher.group(1);
    int from = matcher.end();
    while (matcher.find()) {
      passages.add(section(label, text, from, matcher.start()));
      label = matcher.group(1);
      from = matcher.end();
    }
    passages.add(section(label, text, from, plain.length()));
  }

  private static Citation.Passage section(String label, MarkedText text, int from, int to) {
    int end = to;
    while (end > from && Character.isWhitespace(text.plain().charAt(end - 1))) {
      end--;
    }
    Markup markup = text.markup() == null ? null : text.markup().slice(from, end);
    return new Citation.Passage(
        label, null, text.plain().substring(from, end), markup == null ? null : markup.toString());
  }
}
