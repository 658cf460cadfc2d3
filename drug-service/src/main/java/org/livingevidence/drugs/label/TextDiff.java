package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.difflib.algorithm.myers.MeyersDiffWithLinearSpace;
import com.github.difflib.patch.DeltaType;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.livingevidence.drugs.form.Word;

/// What differs between two texts, word by word: sentences and lines are paired first, words within
/// those that changed. White space does not count. The work is bounded: what would take more stands
/// as deleted and inserted whole.
final class TextDiff {
  /// What became of a run of words.
  enum Op implements Word {
    EQUAL("equal"),
    DELETE("delete"),
    INSERT("insert");

    private final String word;

    Op(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String word() {
      return word;
    }
  }

  /// A run of words.
  ///
  /// @param omitted how many words in the middle of an unchanged run are left out of `text`, where
  ///     it says " … "
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Run(Op op, String text, int omitted) {}

  private static final Pattern UNITS =
      Pattern.compile("\\n|(?<=[.;:!?\\])]) +(?=[\\p{Lu}•\\[(\\d])|(?= ?[•·●▪])");
  /// A number, a word or a single sign, with the white space after it.
  private static final Pattern WORDS =
      Pattern.compile("(?:\\d+(?:[.,]\\d+)*|[\\p{L}\\p{M}]+|\\S)\\s*");
  private static final long MOST_UNITS = 25_000_000;
  private static final long MOST_WORDS = 9_000_000;
  private static final long LONGEST_HUNK = 200_000;

  private final int context;
  private long budget;

  /// @param context how many unchanged words are shown beside a change
  /// @param budget how many comparisons all texts together may take
  TextDiff(int context, long budget) {
    this.context = context;
    this.budget = budget;
  }

  /// True when the texts have the same words. Sources set blanks around signs and raised figures,
  /// and take them away again.
  static boolean same(String before, String after) {
    return before.equals(after) || squeezed(before).equals(squeezed(after));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }

  /// A piece of text, compared without its blanks.
  private record Piece(String text, String key) {
    static Piece of(String text) {
      return new Piece(text, squeezed(text));
    }
  }

  private static List<Piece> words(List<Piece> units) {
    return WORDS.matcher(joined(units, " ")).results().map(word -> Piece.of(word.group())).toList();
  }

  private static long length(List<Piece> pieces) {
    return pieces.stream().mapToLong(piece -> piece.text().length()).sum();
  }

  private static String joined(List<Piece> pieces, String joint) {
    return pieces.stream().map(Piece::text).collect(Collectors.joining(joint));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /// The runs that lead from one text to the other; empty when they have the same words.
  List<Run> between(String before, String after) {
    if (same(before, after)) {
      return List.of();
    }
    var runs = new ArrayList<Run>();
    for (var hunk : hunks(units(before), units(after), MOST_UNITS)) {
      if (hunk.before().isEmpty()
          || hunk.after().isEmpty()
          || hunk.same()
          || length(hunk.before()) + length(hunk.after()) > LONGEST_HUNK) {
        add(runs, hunk, " ");
      } else {
        var from = words(hunk.before());
        var to = words(hunk.after());
        folded(hunks(from, to, MOST_WORDS)).forEach(words -> add(runs, words, ""));
      }
    }
    return shortened(runs);
  }

  /// Pieces that both texts have, or pieces of one in the place of pieces of the other.
  private record Hunk(boolean same, List<Piece> before, List<Piece> after) {}

  /// All pieces of both texts in order.
  private List<Hunk> hunks(List<Piece> from, List<Piece> to, long most) {
    long cost = (long) from.size() * to.size();
    if (cost > most || cost > budget) {
      return List.of(new Hunk(false, from, to));
    }
    budget -= cost;
    var changes =
        new MeyersDiffWithLinearSpace<Piece>((a, b) -> a.key().equals(b.key()))
            .computeDiff(from, to, null);
    var hunks = new ArrayList<Hunk>();
    var deleted = new ArrayList<Piece>();
    var inserted = new ArrayList<Piece>();
    for (var delta : Patch.generate(from, to, changes, true).getDeltas()) {
      // The library tells a deletion and the insertion in its place apart.
      if (delta.getType() == DeltaType.EQUAL) {
        if (!deleted.isEmpty() || !inserted.isEmpty()) {
          hunks.add(new Hunk(false, List.copyOf(deleted), List.copyOf(inserted)));
          deleted.clear();
          inserted.clear();
        }
        hunks.add(new Hunk(true, delta.getSource().getLines(), delta.getTarget().getLines()));
      } else {
        deleted.addAll(delta.getSource().getLines());
        inserted.addAll(delta.getTarget().getLines());
      }
    }
    if (!deleted.isEmpty() || !inserted.isEmpty()) {
      hunks.add(new Hunk(false, deleted, inserted));
    }
    return hunks;
  }

  /// Changes that only signs part are one change, and what differs in blanks alone is none.
  private static List<Hunk> folded(List<Hunk> hunks) {
    var folded = new ArrayList<Hunk>();
    for (int i = 0; i < hunks.size(); i++) {
      var hunk = hunks.get(i);
      boolean between = i > 0 && i + 1 < hunks.size() && hunk.same() && isOfSigns(hunk.after());
      if (!folded.isEmpty() && !folded.getLast().same() && (between || !hunk.same())) {
        var last = folded.removeLast();
        folded.add(
            new Hunk(false, both(last.before(), hunk.before()), both(last.after(), hunk.after())));
      } else {
        folded.add(hunk);
      }
    }
    return folded.stream()
        .map(
            hunk ->
                hunk.same() || keys(hunk.before()).equals(keys(hunk.after()))
                    ? new Hunk(true, hunk.before(), hunk.after())
                    : hunk)
        .toList();
  }

  private static String keys(List<Piece> pieces) {
    return pieces.stream().map(Piece::key).collect(Collectors.joining());
  }

  private static boolean isOfSigns(List<Piece> words) {
    return words.stream().noneMatch(word -> Character.isLetterOrDigit(word.text().codePointAt(0)));
  }

  private static List<Piece> both(List<Piece> one, List<Piece> other) {
    var both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static void add(List<Run> runs, Hunk hunk, String joint) {
    if (hunk.same()) {
      add(runs, Op.EQUAL, joined(hunk.after(), joint));
    } else {
      add(runs, Op.DELETE, joined(hunk.before(), joint));
      add(runs, Op.INSERT, joined(hunk.after(), joint));
    }
  }

  private static List<Piece> units(String text) {
    var units = new ArrayList<Piece>();
    for (String unit : UNITS.split(text)) {
      String plain = plain(unit);
      if (!plain.isEmpty()) {
        units.add(Piece.of(plain));
      }
    }
    return units;
  }

  private static void add(List<Run> runs, Op op, String text) {
    String words = plain(text);
    if (words.isEmpty()) {
      return;
    }
    if (!runs.isEmpty() && runs.getLast().op() == op) {
      words = runs.removeLast().text() + " " + words;
    } else if (op == Op.DELETE && !runs.isEmpty() && runs.getLast().op() == Op.INSERT) {
      // Deletions stand before insertions of the same place.
      var inserted = runs.removeLast();
      add(runs, Op.DELETE, words);
      runs.add(inserted);
      return;
    }
    runs.add(new Run(op, words, 0));
  }

  private List<Run> shortened(List<Run> runs) {
    var shown = new ArrayList<Run>();
    for (int i = 0; i < runs.size(); i++) {
      var run = runs.get(i);
      if (run.op() != Op.EQUAL) {
        shown.add(run);
        continue;
      }
      String[] words = run.text().split(" ");
      int head = i == 0 ? 0 : context;
      int tail = i == runs.size() - 1 ? 0 : context;
      if (words.length <= head + tail + 1) {
        shown.add(run);
        continue;
      }
      String first = String.join(" ", List.of(words).subList(0, head));
      String last = String.join(" ", List.of(words).subList(words.length - tail, words.length));
      shown.add(new Run(Op.EQUAL, (first + " … " + last).strip(), words.length - head - tail));
    }
    return shown;
  }
}
