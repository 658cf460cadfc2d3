package org.livingevidence.drugs.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.form.Word;
import org.livingevidence.drugs.label.SectionMatching.Node;
import org.livingevidence.drugs.label.TextDiff.Run;

/// What differs between two versions of a label, section by section, and word by word within.
///
/// @param sameForm false when the versions come from kinds of source that cut a label into sections
///     differently: they are compared in the coarser form, and part of what differs is the cutting
/// @param boxedWarning what became of the boxed warning
/// @param changes in the order of the later version, what is gone at its former place
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record LabelDiff(
    String setId,
    End from,
    End to,
    boolean sameForm,
    Effect boxedWarning,
    Counts counts,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<SectionChange> changes) {
  private static final long BUDGET = 150_000_000;

  /// A version that is compared.
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record End(long version, @Nullable String effective, Rendering source) {
    static End of(LabelDocument label) {
      return new End(label.version(), label.effective(), label.rendering());
    }
  }

  /// What became of something.
  enum Effect implements Word {
    NONE("none"),
    UNCHANGED("unchanged"),
    ADDED("added"),
    REMOVED("removed"),
    CHANGED("changed");

    private final String word;

    Effect(String word) {
      this.word = word;
    }

    @Override
    @JsonValue
    public String word() {
      return word;
    }
  }

  /// How many sections.
  record Counts(int added, int removed, int changed, int moved, int renamed, int unchanged) {}

  /// A section that differs.
  ///
  /// @param effect `unchanged` where only its place or title changed
  /// @param moved whether it stands in another section, or elsewhere among its neighbours
  /// @param renamed whether its title is another, its number apart
  /// @param markup whether only the markup changed, as in a table that was laid out anew
  /// @param path titles from the outermost section to this, in the version that has it, the later
  ///     one where both have
  /// @param fromPath the same in the earlier version, where it differs
  /// @param words what differs in the section's own text
  /// @param highlight what differs in what the highlights say of it
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record SectionChange(
      Effect effect,
      boolean moved,
      boolean renamed,
      boolean markup,
      boolean boxedWarning,
      @Nullable String code,
      List<String> path,
      List<String> fromPath,
      List<Run> words,
      List<Run> highlight) {}

  /// @param context how many unchanged words are shown beside a change
  static LabelDiff between(LabelDocument before, LabelDocument after, int context) {
    boolean sameForm = before.rendering().nested() == after.rendering().nested();
    var from = form(before, sameForm);
    var to = form(after, sameForm);
    var matching = new SectionMatching(from, to);
    var moved = moved(matching);
    var texts = new TextDiff(context, BUDGET);
    Map<Node, SectionChange> changes = new HashMap<>();
    int[] counts = new int[6];
    for (var node : matching.after()) {
      var change = change(node, moved.contains(node), sameForm, texts);
      count(counts, change);
      if (change != null) {
        changes.put(node, change);
      }
    }
    for (var node : matching.before()) {
      if (node.other == null) {
        var change = gone(node, texts);
        count(counts, change);
        changes.put(node, change);
      }
    }
    return new LabelDiff(
        after.setId(),
        End.of(before),
        End.of(after),
        sameForm,
        boxedWarning(from, to),
        new Counts(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]),
        ordered(matching, changes));
  }

  private static @Nullable SectionChange change(
      Node node, boolean moved, boolean sameForm, TextDiff texts) {
    var section = node.section;
    var was = node.other;
    if (was == null) {
      return new SectionChange(
          Effect.ADDED,
          false,
          false,
          false,
          isBoxed(section),
          section.code(),
          node.path(),
          List.of(),
          texts.between("", section.body().text()),
          texts.between("", highlight(section)));
    }
    var words = texts.between(was.section.body().text(), section.body().text());
    var highlight = texts.between(highlight(was.section), highlight(section));
    boolean renamed = !SectionMatching.sameTitle(was, node);
    boolean changed = !words.isEmpty() || !highlight.isEmpty();
    boolean markup =
        sameForm && !changed && !TextDiff.same(was.section.body().html(), section.body().html());
    if (!changed && !markup && !moved && !renamed) {
      return null;
    }
    var path = node.path();
    return new SectionChange(
        changed ? Effect.CHANGED : Effect.UNCHANGED,
        moved,
        renamed,
        markup,
        isBoxed(section) || isBoxed(was.section),
        section.code(),
        path,
        was.path().equals(path) ? List.of() : was.path(),
        words,
        highlight);
  }

  private static SectionChange gone(Node node, TextDiff texts) {
    var section = node.section;
    return new SectionChange(
        Effect.REMOVED,
        false,
        false,
        false,
        isBoxed(section),
        section.code(),
        node.path(),
        List.of(),
        texts.between(section.body().text(), ""),
        texts.between(highlight(section), ""));
  }

  private static boolean isBoxed(Section section) {
    return LabelCodes.BOXED_WARNING.equals(section.code());
  }

  private static String highlight(Section section) {
    return section.highlight() == null ? "" : section.highlight().text();
  }

  private static void count(int[] counts, @Nullable SectionChange change) {
    if (change == null) {
      counts[5]++;
      return;
    }
    switch (change.effect()) {
      case ADDED -> counts[0]++;
      case REMOVED -> counts[1]++;
      case CHANGED -> counts[2]++;
      case UNCHANGED -> counts[5] += change.moved() || change.renamed() ? 0 : 1;
      case NONE -> throw new IllegalStateException("a change without effect");
    }
    counts[3] += change.moved() ? 1 : 0;
    counts[4] += change.renamed() ? 1 : 0;
  }

  /// Of two forms the flat one is what both can be brought to.
  private static List<Section> form(LabelDocument label, boolean sameForm) {
    if (sameForm && label.rendering().nested()) {
      return label.sections();
    }
    return FlatForm.joined(
        label.rendering().nested() ? FlatForm.of(label.sections()) : label.sections());
  }

  private static Effect boxedWarning(List<Section> before, List<Section> after) {
    String was = boxedWarning(before);
    String is = boxedWarning(after);
    if (was.isEmpty() && is.isEmpty()) {
      return Effect.NONE;
    }
    if (was.isEmpty() || is.isEmpty()) {
      return was.isEmpty() ? Effect.ADDED : Effect.REMOVED;
    }
    return TextDiff.same(was, is) ? Effect.UNCHANGED : Effect.CHANGED;
  }

  private static String boxedWarning(List<Section> sections) {
    return Section.outermost(sections, LabelCodes.BOXED_WARNING).stream()
        .map(Section::wholeText)
        .collect(Collectors.joining("\n"));
  }

  /// Sections whose parents are no pair, or that are not in the longest run of neighbours that kept
  /// their order.
  private static Set<Node> moved(SectionMatching matching) {
    Set<Node> moved = new HashSet<>();
    Map<Node, List<Node>> children = new HashMap<>();
    List<Node> outermost = new ArrayList<>();
    for (var node : matching.after()) {
      var was = node.other;
      if (was == null) {
        continue;
      }
      var parent = was.parent == null ? null : was.parent.other;
      if (node.parent != parent && !(node.parent == null && was.parent == null)) {
        moved.add(node);
      } else if (node.parent == null) {
        outermost.add(node);
      } else {
        children.computeIfAbsent(node.parent, unknown -> new ArrayList<>()).add(node);
      }
    }
    moved.addAll(outOfOrder(outermost));
    children.values().forEach(siblings -> moved.addAll(outOfOrder(siblings)));
    return moved;
  }

  /// Those that are not in a longest ascending run of their former places.
  private static List<Node> outOfOrder(List<Node> siblings) {
    int[] length = new int[siblings.size()];
    int[] previous = new int[siblings.size()];
    int last = -1;
    for (int i = 0; i < siblings.size(); i++) {
      length[i] = 1;
      previous[i] = -1;
      for (int j = 0; j < i; j++) {
        if (place(siblings.get(j)) < place(siblings.get(i)) && length[j] + 1 > length[i]) {
          length[i] = length[j] + 1;
          previous[i] = j;
        }
      }
      last = last < 0 || length[i] > length[last] ? i : last;
    }
    var moved = new ArrayList<>(siblings);
    for (int at = last; at >= 0; at = previous[at]) {
      moved.remove(siblings.get(at));
    }
    return moved;
  }

  private static int place(Node node) {
    return node.other == null ? -1 : node.other.order;
  }

  /// What is gone stands after the section that it followed.
  private static List<SectionChange> ordered(
      SectionMatching matching, Map<Node, SectionChange> changes) {
    Map<Node, double[]> places = new HashMap<>();
    matching.after().forEach(node -> places.put(node, new double[] {node.order, 0}));
    double after = -1;
    int run = 0;
    for (var node : matching.before()) {
      if (node.other != null) {
        after = node.other.order;
        run = 0;
      } else {
        places.put(node, new double[] {after, ++run});
      }
    }
    return changes.keySet().stream()
        .sorted(Comparator.comparing(places::get, Arrays::compare))
        .map(changes::get)
        .toList();
  }
}
