package org.livingevidence.citations.intake;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

  /// Adds the sections of an abstract.
  public static void add(@Nullable String text, List<Citation.Passage> passages) {
    String clean = DraftTidying.clean(text);
    if (clean == null) {
      return;
    }
    Matcher matcher = LABEL.matcher(clean);
    if (!matcher.lookingAt()) {
      passages.add(new Citation.Passage(null, null, clean));
      return;
    }
    String label = matcher.group(1);
    int from = matcher.end();
    while (matcher.find()) {
      passages.add(
          new Citation.Passage(label, null, clean.substring(from, matcher.start()).strip()));
      label = matcher.group(1);
      from = matcher.end();
    }
    passages.add(new Citation.Passage(label, null, clean.substring(from)));
  }
}
