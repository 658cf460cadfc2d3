package org.livingevidence.terminology;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Names and the concepts that they mean, and where a text mentions them. Immutable, for any number
/// of threads; what it holds depends on the names alone, not on the order in which they came.
///
/// Names are compared word by word, without regard to case, plural, possessive, accents, hyphens
/// and the spelling of `ae` and `oe`. Short names in capitals (`RA`, `AIDS`) count only as they are
/// written; short names that are common English words count only where the text itself defines
/// them. A name that several concepts bear stays ambiguous.
///
/// Finding takes time in proportion to the text, not to the number of names.
public final class Dictionary {
  private static final int MOST_WORDS = 40;

  private final Vocabulary vocabulary;
  private final Trie trie;
  private final int size;

  private Dictionary(Vocabulary vocabulary, Trie trie, int size) {
    this.vocabulary = vocabulary;
    this.trie = trie;
    this.size = size;
  }

  /// Starts a dictionary without names.
  public static Builder builder() {
    return new Builder();
  }

  /// How often a name was added.
  public int size() {
    return size;
  }

  /// Finds what a text mentions.
  ///
  /// @return in their order; of two that overlap the one that begins first, of those the longest
  public List<Mention> find(String text) {
    return findAll(List.of(text)).getFirst();
  }

  /// Finds what the parts of one document mention. What one part defines holds in all: an
  /// abbreviation that the abstract explains is understood in the title.
  ///
  /// @return the mentions of each part, with offsets into that part
  public List<List<Mention>> findAll(List<String> parts) {
    return findAll(parts, null);
  }

  /// Finds what a text mentions of certain concepts, as if the dictionary had only their names: a
  /// longer name of something else hides none of them.
  ///
  /// @param wanted the concepts to be found
  public List<Mention> find(String text, Set<String> wanted) {
    return findAll(List.of(text), wanted).getFirst();
  }

  private List<List<Mention>> findAll(List<String> parts, @Nullable Set<String> wanted) {
    List<Words> words = new ArrayList<>(parts.size());
    Definitions definitions = new Definitions();
    for (String part : parts) {
      Words cut = Words.of(part, vocabulary::find);
      words.add(cut);
      definitions.read(cut, (in, from, to) -> meaning(in, from, to, wanted));
    }
    List<List<Mention>> found = new ArrayList<>(parts.size());
    for (Words part : words) {
      found.add(scan(part, definitions, wanted));
    }
    return found;
  }

  /// @return the concepts that bear the name, sorted; none when it is in no other guise here either
  public List<String> concepts(String name) {
    Words words = Words.of(name, vocabulary::find);
    TreeSet<String> concepts = new TreeSet<>();
    int node = node(words, 0, words.count());
    if (node > Trie.ROOT) {
      long breaks = words.breaks(0, words.count());
      int start = words.start(0);
      int end = words.end(words.count() - 1);
      for (Name known : trie.names(node)) {
        if (known.isWritten(name, start, end, breaks)) {
          concepts.addAll(known.concepts());
        }
      }
    }
    return List.copyOf(concepts);
  }

  private List<Mention> scan(Words words, Definitions definitions, @Nullable Set<String> wanted) {
    List<Mention> found = new ArrayList<>();
    int at = 0;
    while (at < words.count()) {
      if (!words.isBoundary(at)) {
        at++;
        continue;
      }
      Match match = longest(words, at, wanted);
      Definitions.Use use = definitions.isEmpty() ? null : definitions.at(words, at);
      if (use != null && (match == null || use.to() >= match.to())) {
        match = new Match(use.to(), use.concepts());
      }
      if (match == null) {
        at++;
        continue;
      }
      if (!match.concepts().isEmpty()) {
        int start = words.start(at);
        int end = words.end(match.to() - 1);
        found.add(new Mention(start, end, words.text().substring(start, end), match.concepts()));
      }
      at = match.to();
    }
    return List.copyOf(found);
  }

  /// @param to the word after the last
  private record Match(int to, List<String> concepts) {}

  private @Nullable Match longest(Words words, int from, @Nullable Set<String> wanted) {
    Match longest = null;
    int node = Trie.ROOT;
    long breaks = 0;
    int last = Math.min(words.count(), from + MOST_WORDS);
    for (int i = from; i < last; i++) {
      if (i > from && words.before(i) == Words.HARD) {
        breaks |= 1L << (i - from - 1);
      }
      int word = words.number(i);
      node = word < 0 ? -1 : trie.step(node, word);
      if (node < 0) {
        break;
      }
      if (words.isBoundary(i + 1)) {
        List<String> concepts = of(wanted, accepted(node, words, from, i + 1, breaks, true));
        if (!concepts.isEmpty()) {
          longest = new Match(i + 1, concepts);
        }
      }
    }
    return longest;
  }

  /// What a long form means: the words from one to another as a name, at word boundaries.
  private List<String> meaning(Words words, int from, int to, @Nullable Set<String> wanted) {
    if (to - from > MOST_WORDS || !words.isBoundary(from) || !words.isBoundary(to)) {
      return List.of();
    }
    int node = node(words, from, to);
    return node <= Trie.ROOT
        ? List.of()
        : of(wanted, accepted(node, words, from, to, words.breaks(from, to), false));
  }

  private static List<String> of(@Nullable Set<String> wanted, List<String> concepts) {
    return wanted == null || wanted.containsAll(concepts)
        ? concepts
        : concepts.stream().filter(wanted::contains).toList();
  }

  private int node(Words words, int from, int to) {
    int node = Trie.ROOT;
    for (int i = from; i < to && node >= 0; i++) {
      node = words.number(i) < 0 ? -1 : trie.step(node, words.number(i));
    }
    return node;
  }

  private List<String> accepted(
      int node, Words words, int from, int to, long breaks, boolean bare) {
    List<String> concepts = List.of();
    for (Name name : trie.names(node)) {
      if ((!bare || name.alone())
          && name.accepts(
              words.text(), words.start(from), words.end(to - 1), breaks, words.shouting())) {
        concepts = concepts.isEmpty() ? name.concepts() : union(concepts, name.concepts());
      }
    }
    return concepts;
  }

  private static List<String> union(List<String> one, List<String> other) {
    TreeSet<String> all = new TreeSet<>(one);
    all.addAll(other);
    return List.copyOf(all);
  }

  /// Collects names. Not for use by two threads at once.
  public static final class Builder {
    private final Vocabulary vocabulary = new Vocabulary();
    private final Trie trie = new Trie();
    private int size;
    private boolean built;

    private Builder() {}

    /// Adds a name of a concept. An inverted one (`Arthritis, Rheumatoid`) counts turned round as
    /// well. A name without two letters or digits, or of more than 40 words, is in no text that can
    /// be told from others, and is left out.
    ///
    /// @param name as its source writes it
    /// @param conceptId what it means
    /// @throws IllegalStateException when the dictionary was built
    public Builder add(String name, String conceptId) {
      if (built) {
        throw new IllegalStateException("the dictionary was built");
      }
      requireNonNull(conceptId);
      put(name, conceptId);
      String turned = turned(name);
      if (turned != null) {
        put(turned, conceptId);
      }
      size++;
      return this;
    }

    /// Makes the dictionary; nothing can be added afterwards.
    public Dictionary build() {
      built = true;
      return new Dictionary(vocabulary, trie, size);
    }

    private void put(String spelling, String concept) {
      Words words = Words.of(spelling, vocabulary::learn);
      boolean tooLong = words.count() > MOST_WORDS;
      if (tooLong
          || spelling.chars().filter(Character::isLetterOrDigit).count() < 2
          || spelling.chars().noneMatch(Character::isLetter)) {
        return;
      }
      int node = Trie.ROOT;
      for (int i = 0; i < words.count(); i++) {
        node = trie.grow(node, words.number(i));
      }
      trie.put(node, Name.of(spelling, words, concept));
    }

    /// `Anemia, Hemolytic, Autoimmune` as people say it; null for what has no such form. A list
    /// ("Wounds, Burns, and Bites") does not turn round.
    private static @Nullable String turned(String name) {
      if (!name.contains(", ")) {
        return null;
      }
      List<String> parts = Arrays.asList(name.split(",\\s+"));
      String last = parts.isEmpty() ? "" : parts.getLast();
      if (parts.size() < 2
          || last.startsWith("and ")
          || last.startsWith("or ")
          || last.equals("NOS")) {
        return null;
      }
      return String.join(" ", parts.reversed());
    }
  }
}
