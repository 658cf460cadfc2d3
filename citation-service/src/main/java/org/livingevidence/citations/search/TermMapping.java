package org.livingevidence.citations.search;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.search.Criterion.Coded;
import org.livingevidence.citations.search.Expression.Leaf;
import org.livingevidence.citations.search.SearchNames.Named;

/// Words without a tag, mapped as PubMed maps them: from left to right the longest run of words
/// that is a heading, else a journal, else an author; what is left is searched in all fields. A
/// heading is searched as such, or as the words that were written, or as those of its main name.
@Singleton
class TermMapping {
  /// The most words of a name.
  private static final int LONGEST = 8;

  /// Longer runs are not looked up as journals and authors.
  private static final int LOOKED_UP = 60;

  /// PubMed's own list has some more; these carry no meaning in any query.
  private static final Set<String> STOP_WORDS =
      Set.of(
          "a",
          "about",
          "again",
          "all",
          "almost",
          "also",
          "although",
          "always",
          "among",
          "an",
          "and",
          "another",
          "any",
          "are",
          "as",
          "at",
          "be",
          "because",
          "been",
          "before",
          "being",
          "between",
          "both",
          "but",
          "by",
          "can",
          "could",
          "did",
          "do",
          "does",
          "done",
          "due",
          "during",
          "each",
          "either",
          "enough",
          "especially",
          "etc",
          "for",
          "found",
          "from",
          "further",
          "had",
          "has",
          "have",
          "having",
          "here",
          "how",
          "however",
          "i",
          "if",
          "in",
          "into",
          "is",
          "it",
          "its",
          "itself",
          "just",
          "made",
          "mainly",
          "make",
          "may",
          "might",
          "most",
          "mostly",
          "must",
          "nearly",
          "neither",
          "nor",
          "not",
          "of",
          "often",
          "on",
          "or",
          "our",
          "overall",
          "perhaps",
          "quite",
          "rather",
          "really",
          "regarding",
          "seem",
          "seen",
          "several",
          "should",
          "show",
          "showed",
          "shown",
          "since",
          "so",
          "some",
          "such",
          "than",
          "that",
          "the",
          "their",
          "theirs",
          "them",
          "then",
          "there",
          "therefore",
          "these",
          "they",
          "this",
          "those",
          "through",
          "thus",
          "to",
          "upon",
          "used",
          "using",
          "various",
          "very",
          "was",
          "we",
          "were",
          "what",
          "when",
          "which",
          "while",
          "with",
          "within",
          "without",
          "would");

  /// A line of PubMed's history, or of a strategy printed in lines.
  private static final Pattern HISTORY = Pattern.compile("#\\d{1,4}");

  private final SearchNames names;
  private final SearchIndex index;
  private final HeadingTerms headings;
  private final SearchConfig config;

  TermMapping(SearchNames names, SearchIndex index, HeadingTerms headings, SearchConfig config) {
    this.names = names;
    this.index = index;
    this.headings = headings;
    this.config = config;
  }

  /// What was looked up for one run of words.
  private record Known(List<String> words, Map<String, List<Named>> topics, Set<Coded> terms) {
    String text(int from, int to) {
      return String.join(" ", words.subList(from, to));
    }
  }

  /// @param term words without a tag and without quotes
  Expression mapped(Query.Term term, List<Translation.Note> notes) throws SQLException {
    List<String> words = List.of(term.text().strip().split("\\s+"));
    for (String word : words) {
      if (HISTORY.matcher(word).matches()) {
        throw new QueryFault(
            term.at(),
            "there is no history of searches here: write the query for \""
                + FieldTerms.shown(word)
                + "\" in parentheses");
      }
    }
    Known known = lookUp(words);
    List<Expression> parts = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      int taken = 0;
      for (int n = Math.min(LONGEST, words.size() - at); n > 0 && taken == 0; n--) {
        Expression part = part(known, at, at + n, term.at(), notes);
        if (part != null) {
          parts.add(part);
          taken = n;
        }
      }
      if (taken == 0) {
        taken = 1;
        String word = words.get(at);
        if (STOP_WORDS.contains(SearchWords.joined(word))) {
          ignored.add(word);
        } else if (!SearchWords.of(word).isEmpty()) {
          parts.add(FieldTerms.words(Scope.ALL, word, -1, config.shortestStem(), term.at()));
        }
      }
      at += taken;
    }
    if (parts.isEmpty()) {
      return FieldTerms.words(Scope.ALL, term.text(), -1, config.shortestStem(), term.at());
    }
    if (!ignored.isEmpty()) {
      notes.add(
          new Translation.Note(
              term.at(), "Ignored, being everywhere: " + String.join(", ", ignored) + "."));
    }
    return Expression.of(Operator.AND, parts);
  }

  private Known lookUp(List<String> words) throws SQLException {
    Set<String> keys = new LinkedHashSet<>();
    Set<Coded> terms = new LinkedHashSet<>();
    for (int from = 0; from < words.size(); from++) {
      for (int to = from + 1; to <= Math.min(words.size(), from + LONGEST); to++) {
        String text = String.join(" ", words.subList(from, to));
        keys.add(SearchNames.key(text));
        if (words.size() <= LOOKED_UP) {
          journal(text, terms);
          author(text, terms);
        }
      }
    }
    keys.remove("");
    return new Known(words, names.named(keys), index.known(terms));
  }

  private static void journal(String text, Set<Coded> terms) {
    String name = SearchWords.joined(text);
    if (!name.isEmpty() && !STOP_WORDS.contains(name)) {
      terms.add(new Coded(Code.JOURNAL, List.of(name), false));
    }
  }

  private static void author(String text, Set<Coded> terms) {
    List<String> name = SearchWords.of(text);
    if (AuthorName.hasInitials(name) && !STOP_WORDS.contains(name.getFirst())) {
      terms.add(new Coded(Code.AUTHOR, List.of(String.join(" ", name)), true));
    }
  }

  /// @return what these words are; null when they are nothing together
  private @Nullable Expression part(
      Known known, int from, int to, int at, List<Translation.Note> notes) throws SQLException {
    String text = known.text(from, to);
    if (text.indexOf('*') >= 0) {
      return null;
    }
    if (to - from == 1) {
      Expression special = special(text, at);
      if (special != null) {
        return special;
      }
    }
    List<Named> candidates = known.topics().get(SearchNames.key(text));
    if (candidates != null && !(to - from == 1 && STOP_WORDS.contains(SearchWords.joined(text)))) {
      HeadingTerms.Resolved resolved = HeadingTerms.resolved(candidates);
      Named topic = resolved.topic();
      if (topic != null) {
        return topic(topic, text, at);
      }
      notes.add(HeadingTerms.ambiguous(at, text, resolved.choices()));
      return all(text, at);
    }
    Coded journal = new Coded(Code.JOURNAL, List.of(SearchWords.joined(text)), false);
    if (known.terms().contains(journal)) {
      Leaf leaf = new Leaf(SearchField.JOURNAL.label(), text, journal);
      return new Expression.Operation(Operator.OR, List.of(leaf, all(text, at)));
    }
    Coded author = new Coded(Code.AUTHOR, List.of(SearchWords.joined(text)), true);
    return known.terms().contains(author)
        ? new Leaf(SearchField.AUTHOR.label(), text, author)
        : null;
  }

  /// Words that say what they are: PubMed ids, DOIs, `hasabstract`.
  private static @Nullable Expression special(String text, int at) {
    Query.Term term = new Query.Term(text, false, null, at);
    if (text.matches("\\d{5,9}")) {
      return FieldTerms.identified(term, SearchField.PMID);
    }
    if (text.matches("(?i)PMC\\d{3,10}")) {
      return FieldTerms.identified(term, SearchField.PMCID);
    }
    if (text.matches("(?i)(doi:|https?://(dx\\.)?doi\\.org/)?10\\.\\d{4,9}/\\S+")) {
      return FieldTerms.identified(term, SearchField.DOI);
    }
    return text.equalsIgnoreCase("hasabstract")
        ? new Leaf("Filter", "hasabstract", new Coded(Code.HAS, List.of("abstract"), false))
        : null;
  }

  private Expression topic(Named topic, String text, int at) throws SQLException {
    Map<String, Expression> ways = new LinkedHashMap<>();
    Expression heading =
        topic.supplementary()
            ? HeadingTerms.substance(topic, SearchField.SUBSTANCE)
            : headings.heading(topic, new Query.Tag(SearchField.MESH, true, -1, at), null);
    ways.put("", heading);
    for (String name : List.of(topic.name(), text)) {
      if (!SearchWords.of(name).isEmpty()) {
        Expression words = all(name, at);
        ways.put(sorted(name), words);
      }
    }
    return Expression.of(Operator.OR, List.copyOf(ways.values()));
  }

  /// The same words in another order find the same.
  private static String sorted(String text) {
    return String.join(" ", SearchWords.of(text).stream().sorted().toList());
  }

  /// The words in all fields; a name with a single letter or a number in it as a phrase, since its
  /// words alone would be found everywhere.
  private Expression all(String text, int at) {
    List<String> words = SearchWords.of(text);
    boolean together = words.stream().anyMatch(word -> word.length() == 1 || word.matches("\\d+"));
    if (together || words.size() < 2) {
      return FieldTerms.words(Scope.ALL, text, -1, config.shortestStem(), at);
    }
    List<Expression> parts = new ArrayList<>();
    for (String word : words) {
      if (!STOP_WORDS.contains(word)) {
        parts.add(FieldTerms.words(Scope.ALL, word, -1, config.shortestStem(), at));
      }
    }
    return parts.isEmpty()
        ? FieldTerms.words(Scope.ALL, text, -1, config.shortestStem(), at)
        : Expression.of(Operator.AND, parts);
  }
}
