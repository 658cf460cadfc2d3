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

  private final Coordination coordination;

  private Dictionary(Vocabulary vocabulary, Trie trie, boolean joined, int size) {
    this.vocabulary = vocabulary;
    this.trie = trie;
    this.size = size;
    this.coordination =
        new Coordination(
            trie, joined ? vocabulary.find("and") : -1, joined ? vocabulary.find("or") : -1);
  }

  /// Starts a dictionary without names.
  public static Builder builder() {
    return new Builder(Wording.PLAIN);
  }

  /// Starts a dictionary of diseases, whose names count in the other wordings that medical English
  /// has for them as well (`kidney` and `renal`, `cancer of the breast`).
  public static Builder conditions() {
    return new Builder(Wording.CONDITIONS);
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
    int free = 0;
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
        if (wanted == null) {
          for (Coordination.Joined joined : coordination.before(words, free, at, match.to())) {
            found.add(mention(words, joined.from(), joined.to(), joined.concepts()));
          }
        }
        found.add(mention(words, at, match.to(), match.concepts()));
        if (wanted == null) {
          int end = match.to();
          for (Coordination.Joined joined : coordination.after(words, at, end)) {
            if (longest(words, joined.from(), null) != null) {
              break;
            }
            found.add(mention(words, joined.from(), joined.to(), joined.concepts()));
            match = new Match(joined.to(), List.of());
          }
        }
      }
      at = match.to();
      free = at;
    }
    return List.copyOf(found);
  }

  private static Mention mention(Words words, int from, int to, List<String> concepts) {
    int start = words.start(from);
    int end = words.end(to - 1);
    return new Mention(start, end, words.text().substring(start, end), concepts);
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
    int rank = Integer.MAX_VALUE;
    for (Name name : trie.names(node)) {
      if (name.rank() <= rank
          && (!bare || name.alone())
          && name.accepts(
              words.text(), words.start(from), words.end(to - 1), breaks, words.shouting())) {
        concepts = name.rank() < rank ? name.concepts() : union(concepts, name.concepts());
        rank = name.rank();
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

    private final Wording wording;
    private final Heads heads = new Heads();

    private Builder(Wording wording) {
      this.wording = wording;
      wording.teach(vocabulary);
    }

    /// Adds a name of a concept. An inverted one (`Arthritis, Rheumatoid`) counts turned round as
    /// well. A name without two letters or digits, or of more than 40 words, is in no text that can
    /// be told from others, and is left out.
    ///
    /// @param name as its source writes it
    /// @param conceptId what it means
    /// @throws IllegalStateException when the dictionary was built
    public Builder add(String name, String conceptId) {
      return add(name, conceptId, Standing.SYNONYM);
    }

    /// Adds a name of a concept; where the same words are names of several, those of the highest
    /// standing are meant.
    ///
    /// @throws IllegalStateException when the dictionary was built
    public Builder add(String name, String conceptId, Standing standing) {
      if (built) {
        throw new IllegalStateException("the dictionary was built");
      }
      requireNonNull(conceptId);
      String turned = turned(name);
      if (turned == null || !wording.isTurned(name)) {
        put(name, standing.ordinal(), conceptId);
      }
      if (turned != null) {
        put(turned, standing.ordinal(), conceptId);
      }
      wording.variants(
          turned == null ? name : turned,
          (variant, distance) -> put(variant, Standing.values().length + distance, conceptId));
      if (wording != Wording.PLAIN) {
        heads.add(turned == null ? name : turned, conceptId);
      }
      size++;
      return this;
    }

    /// Makes the dictionary; nothing can be added afterwards.
    public Dictionary build() {
      built = true;
      heads.each((head, concept) -> put(head, Standing.values().length + 3, concept));
      return new Dictionary(vocabulary, trie, wording != Wording.PLAIN, size);
    }

    private void put(String spelling, int rank, String concept) {
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
      trie.put(node, Name.of(spelling, words, rank, wording, concept));
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
