package org.livingevidence.terminology;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names that share words with the one beside them: "breast and ovarian cancer" names breast cancer
/// too, "hepatitis B or C" hepatitis C, "systemic and polyarticular juvenile idiopathic arthritis"
/// the systemic kind.
///
/// What a name leaves to its neighbour is its last words or its first. Each must be a name with
/// them; words that are a name by themselves need no neighbour's.
final class Coordination {
  private static final int MOST_JOINED = 6;
  private static final int LONGEST_PART = 3;
  private static final int LONGEST_NAME = 8;

  private final Trie trie;
  private final int and;
  private final int or;

  /// @param and the number of that word, -1 when names are not to be joined
  Coordination(Trie trie, int and, int or) {
    this.trie = trie;
    this.and = and;
    this.or = or;
  }

  /// A name found beside another.
  record Joined(int from, int to, List<String> concepts) {}

  /// @param free the first word that no mention covers yet
  /// @return what is named before the name in `from` to `to`, in order
  List<Joined> before(Words words, int free, int from, int to) {
    if (and < 0 || from - 2 < free || to - from > LONGEST_NAME) {
      return List.of();
    }
    int link = linkBefore(words, free, from);
    if (link < 0) {
      return List.of();
    }
    int firstTail = isLink(words, from - 1) || link == from ? from + 1 : from;
    List<Joined> found = new ArrayList<>();
    int end = link == from ? from : link;
    while (end > free && found.size() < MOST_JOINED) {
      Joined joined = endingAt(words, free, end, firstTail, to);
      if (joined == null) {
        break;
      }
      found.addFirst(joined);
      end = joined.from();
      if (end - 1 < free || !(isComma(words, end) || isLink(words, end - 1))) {
        break;
      }
      if (isLink(words, end - 1)) {
        end--;
      }
    }
    return found;
  }

  /// Where "and" stands: right before the name, or before words that belong to it.
  private int linkBefore(Words words, int free, int from) {
    if (isSlash(words, from)) {
      return from;
    }
    for (int at = from - 1; at >= Math.max(free + 1, from - LONGEST_PART); at--) {
      if (isLink(words, at)) {
        return words.before(at) != Words.HARD || isComma(words, at) ? at : -1;
      }
      if (words.before(at + 1) == Words.HARD) {
        return -1;
      }
    }
    return -1;
  }

  private @Nullable Joined endingAt(Words words, int free, int end, int firstTail, int to) {
    for (int tail = firstTail; tail < to; tail++) {
      for (int from = Math.max(free, end - LONGEST_PART); from < end; from++) {
        if (!words.isBoundary(from) || breaksWithin(words, from, end)) {
          continue;
        }
        List<String> concepts = concepts(path(words, path(words, Trie.ROOT, from, end), tail, to));
        if (!concepts.isEmpty()) {
          return new Joined(from, end, concepts);
        }
      }
    }
    return null;
  }

  /// @return what is named right after the name in `from` to `to`
  List<Joined> after(Words words, int from, int to) {
    if (and < 0 || to + 1 >= words.count() || to - from > LONGEST_NAME) {
      return List.of();
    }
    List<Joined> found = new ArrayList<>();
    int at = to;
    while (found.size() < MOST_JOINED && at < words.count()) {
      boolean linked = isLink(words, at) && words.before(at) != Words.GLUED;
      int begin = linked ? at + 1 : at;
      if (begin >= words.count() || !(linked || (isComma(words, at) && at > 0))) {
        break;
      }
      Joined joined = beginningAt(words, begin, from, to);
      if (joined == null) {
        break;
      }
      found.add(joined);
      at = joined.to();
    }
    return found;
  }

  private @Nullable Joined beginningAt(Words words, int begin, int from, int to) {
    for (int head = to - 1; head > from; head--) {
      int node = path(words, Trie.ROOT, from, head);
      int last = Math.min(words.count(), begin + LONGEST_PART);
      for (int end = last; end > begin && node > 0; end--) {
        if (words.isBoundary(end) && !breaksWithin(words, begin, end)) {
          List<String> concepts = concepts(path(words, node, begin, end));
          if (!concepts.isEmpty()) {
            return new Joined(begin, end, concepts);
          }
        }
      }
    }
    return null;
  }

  private int path(Words words, int start, int from, int to) {
    int node = start;
    for (int i = from; i < to && node >= 0; i++) {
      node = words.number(i) < 0 ? -1 : trie.step(node, words.number(i));
    }
    return node;
  }

  private List<String> concepts(int node) {
    if (node < 0) {
      return List.of();
    }
    List<String> concepts = List.of();
    int rank = Integer.MAX_VALUE;
    for (Name name : trie.names(node)) {
      if (name.alone() && name.exact() == null && name.rank() < rank) {
        concepts = name.concepts();
        rank = name.rank();
      }
    }
    return concepts;
  }

  private static boolean breaksWithin(Words words, int from, int to) {
    return words.breaks(from, to) != 0;
  }

  private boolean isLink(Words words, int at) {
    int number = words.number(at);
    return number >= 0 && (number == and || number == or);
  }

  private static boolean isComma(Words words, int at) {
    return at > 0
        && at < words.count()
        && words.before(at) == Words.HARD
        && words.text().charAt(words.end(at - 1)) == ',';
  }

  private static boolean isSlash(Words words, int at) {
    return at > 0
        && words.before(at) == Words.HARD
        && words.start(at) - words.end(at - 1) == 1
        && words.text().charAt(words.end(at - 1)) == '/';
  }
}
