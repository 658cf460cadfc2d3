package org.livingevidence.drugs.lint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.indication.Source;
import org.livingevidence.drugs.monograph.Reference;

/// Looks for quotes in their sources, word for word but for white space and typography.
final class Quotes {
  private Quotes() {}

  /// A quote and whether its source has it.
  ///
  /// @param pointer of the quote
  @JsonInclude(Include.NON_EMPTY)
  public record Quote(String pointer, String words, State state, @Nullable Source source) {}

  /// What came of looking.
  public enum State {
    VERIFIED("verified"),
    /// The source is held whole, and does not say so.
    NOT_IN_SOURCE("not-found-in-source"),
    /// The source, or that part of it, is not held.
    NOT_HELD("source-not-held");

    private final String word;

    State(String word) {
      this.word = word;
    }

    @JsonValue
    public String word() {
      return word;
    }
  }

  /// Every quote of an article: of its references, and of its claims, which are quotes of the
  /// references that their passage has.
  static List<Quote> of(Article article, Held held) {
    var quotes = new ArrayList<Quote>();
    var references = article.monograph().references();
    for (int i = 0; i < references.size(); i++) {
      String words = references.get(i).quote();
      if (words != null) {
        quotes.add(look("/references/" + i + "/quote", words, List.of(references.get(i)), held));
      }
    }
    for (var text : article.texts()) {
      var sources =
          references.stream().filter(one -> text.references().contains(one.number())).toList();
      for (int i = 0; i < text.claims().size(); i++) {
        String words = text.claims().get(i).quote();
        if (words != null) {
          quotes.add(look(text.claimed() + "/" + i + "/quote", words, sources, held));
        }
      }
    }
    return quotes;
  }

  private static Quote look(String pointer, String words, List<Reference> references, Held held) {
    String wanted = fold(words);
    boolean whole = !references.isEmpty();
    for (var reference : references) {
      String setId = reference.setId();
      if (setId != null) {
        for (var source : held.sources()) {
          if (isOf(source, setId, reference.version())
              && contains(fold(Objects.requireNonNullElse(source.sentence(), "")), wanted)) {
            return new Quote(pointer, words, State.VERIFIED, source);
          }
        }
      }
      var document = setId == null ? null : held.documents().text(setId, reference.version());
      if (document == null) {
        whole = false;
      } else if (contains(fold(document), wanted)) {
        return new Quote(pointer, words, State.VERIFIED, null);
      }
    }
    return new Quote(pointer, words, whole ? State.NOT_IN_SOURCE : State.NOT_HELD, null);
  }

  private static boolean isOf(Source source, String setId, @Nullable String version) {
    return setId.equals(source.setId())
        && (version == null || source.version() == null || version.equals(source.version()));
  }

  /// Whether the words stand in a text, from the beginning of a word to the end of one.
  static boolean contains(String text, String words) {
    for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
      int end = at + words.length();
      boolean begins = at == 0 || !isWord(text.charAt(at - 1)) || !isWord(words.charAt(0));
      boolean ends =
          end == text.length() || !isWord(text.charAt(end)) || !isWord(text.charAt(end - 1));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c);
  }

  /// One form of quotation marks, dashes, ligatures and white space.
  static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]", "")
        .replaceAll("[\\u2018\\u2019\\u201A\\u201B\\u02BC\\u2032`´]", "'")
        .replaceAll("[\\u201C-\\u201F\\u00AB\\u00BB\\u2033]", "\"")
        .replaceAll("[\\u2010-\\u2015\\u2212]", "-")
        .replaceAll("[\\s\\u00A0]+", " ")
        .strip();
  }
}
