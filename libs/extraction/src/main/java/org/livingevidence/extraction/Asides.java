package org.livingevidence.extraction;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a sentence says by the way: references to other sections, and what stands in parentheses. A
/// verb in them makes no sentence of a list item, and a reservation in them is not the sentence's.
/// What is taken out becomes spaces, so that every place stays where it is.
final class Asides {
  private static final Pattern REFERENCES =
      Pattern.compile(
          "\\[\\s*(?:see|refer|and)\\b[^\\[\\]]*\\]|\\(\\s*(?:see|refer)\\b[^()]*(?:\\([^()]*\\)[^()]*)*\\)"
              + "|[(\\[]\\s*\\d+(?:\\.\\d+)*(?:\\s*,\\s*\\d+(?:\\.\\d+)*)*\\s*[)\\]]",
          Pattern.CASE_INSENSITIVE);

  /// Of a few words at least: shorter ones are abbreviations and parts of names.
  private static final Pattern BRACKETS = Pattern.compile("\\((?=[^()]*\\w \\w+ \\w)[^()]*\\)");

  private Asides() {}

  static String withoutReferences(String text) {
    return blank(text, REFERENCES, -1);
  }

  static String withoutBrackets(String text) {
    return withoutBrackets(text, -1);
  }

  /// @param except a place whose brackets stay
  static String withoutBrackets(String text, int except) {
    return text.indexOf('(') < 0 ? text : blank(text, BRACKETS, except);
  }

  private static String blank(String text, Pattern pattern, int except) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder blanked = null;
    while (matcher.find()) {
      if (except < matcher.start() || except >= matcher.end()) {
        if (blanked == null) {
          blanked = new StringBuilder(text);
        }
        for (int i = matcher.start(); i < matcher.end(); i++) {
          blanked.setCharAt(i, ' ');
        }
      }
    }
    return blanked == null ? text : blanked.toString();
  }
}
