package org.livingevidence.drugs.label;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livingevidence.drugs.topic.NameKey;

/// Which section of one version is which of another. Sections have no ids that last, so they are
/// told by what does last, from the surest to the weakest: code, title (without its number) and
/// text together; then fewer of them; at last by words that most of two texts share. Each section
/// is paired once.
final class SectionMatching {
  private static final Pattern NUMBER =
      Pattern.compile("^\\s*(?:\\d+(?:\\.\\d+)*\\.?|[A-Z]\\.)\\s+");
  private static final int SHORTEST_TELLING_TEXT = 40;
  private static final double ALIKE = 0.5;
  private static final int MOST_COMPARED = 400;

  /// A section with its place.
  static final class Node {
    final Section section;
    final @Nullable Node parent;
    final int order;
    @Nullable Node other;

    private Node(Section section, @Nullable Node parent, int order) {
      this.section = section;
      this.parent = parent;
      this.order = order;
    }

    /// Titles from the outermost section down to this.
    List<String> path() {
      Deque<String> path = new ArrayDeque<>();
      for (Node at = this; at != null; at = at.parent) {
        path.addFirst(name(at.section));
      }
      return List.copyOf(path);
    }

    private String title() {
      return section.title() == null
          ? ""
          : NameKey.of(NUMBER.matcher(section.title()).replaceFirst(""));
    }

    private boolean classified() {
      return section.code() != null && !section.code().equals(LabelCodes.UNCLASSIFIED);
    }

    private @Nullable String text() {
      String text = section.body().text();
      return text.length() < SHORTEST_TELLING_TEXT ? null : text;
    }

    private String parentTitle() {
      return parent == null ? "" : parent.section.code() + "\0" + parent.title();
    }
  }

  private final List<Node> before = new ArrayList<>();
  private final List<Node> after = new ArrayList<>();

  SectionMatching(List<Section> before, List<Section> after) {
    collect(before, null, this.before);
    collect(after, null, this.after);
    match(
        node ->
            node.section.code()
                + "\0"
                + node.parentTitle()
                + "\0"
                + node.title()
                + "\0"
                + node.text());
    match(
        node ->
            node.title().isEmpty()
                ? null
                : node.section.code() + "\0" + node.parentTitle() + "\0" + node.title());
    match(node -> node.title().isEmpty() ? null : node.section.code() + "\0" + node.title());
    match(
        node -> node.section.id() == null ? null : node.section.code() + "\0" + node.section.id());
    match(node -> node.text() == null ? null : node.section.code() + "\0" + node.text());
    match(Node::text);
    match(node -> node.classified() ? node.section.code() + "\0" + node.parentTitle() : null);
    match(node -> node.classified() ? node.section.code() : null);
    match(node -> node.title().isEmpty() ? null : node.title());
    matchAlike();
  }

  /// The sections of the earlier version, in order.
  List<Node> before() {
    return before;
  }

  /// The sections of the later version, in order.
  List<Node> after() {
    return after;
  }

  /// How a section is called.
  static String name(Section section) {
    return section.title() != null
        ? section.title()
        : section.code() != null ? LabelCodes.titleOf(section.code()) : "Untitled";
  }

  /// Whether two sections have the same title; a number that moved on is no other title.
  static boolean sameTitle(Node one, Node other) {
    return one.title().equals(other.title());
  }

  private static void collect(List<Section> sections, @Nullable Node parent, List<Node> into) {
    for (var section : sections) {
      var node = new Node(section, parent, into.size());
      into.add(node);
      collect(section.sections(), node, into);
    }
  }

  /// Pairs what has the same key, in order.
  private void match(Function<Node, @Nullable String> key) {
    Map<String, Deque<Node>> open = new HashMap<>();
    for (var node : before) {
      String known = node.other == null ? key.apply(node) : null;
      if (known != null) {
        open.computeIfAbsent(known, unknown -> new ArrayDeque<>()).add(node);
      }
    }
    for (var node : after) {
      String known = node.other == null ? key.apply(node) : null;
      var found = known == null ? null : open.get(known);
      if (found != null && !found.isEmpty()) {
        pair(found.remove(), node);
      }
    }
  }

  /// Pairs what has the same kind of code and most words in common.
  private void matchAlike() {
    var left = before.stream().filter(node -> node.other == null).limit(MOST_COMPARED).toList();
    var right = after.stream().filter(node -> node.other == null).limit(MOST_COMPARED).toList();
    Map<Node, Set<String>> words = new HashMap<>();
    left.forEach(node -> words.put(node, words(node)));
    for (var node : right) {
      var own = words(node);
      Node best = null;
      double most = ALIKE;
      for (var candidate : left) {
        if (candidate.other == null && candidate.classified() == node.classified()) {
          double alike = alike(own, words.getOrDefault(candidate, Set.of()));
          if (alike > most) {
            most = alike;
            best = candidate;
          }
        }
      }
      if (best != null) {
        pair(best, node);
      }
    }
  }

  private static Set<String> words(Node node) {
    return new HashSet<>(List.of(NameKey.of(beginning(node.section.body().text())).split(" ")));
  }

  private static String beginning(String text) {
    return text.length() > 4000 ? text.substring(0, 4000) : text;
  }

  private static double alike(Set<String> one, Set<String> other) {
    long shared = one.stream().filter(other::contains).count();
    return shared < 5 ? 0 : 2.0 * shared / (one.size() + other.size());
  }

  private static void pair(Node one, Node other) {
    one.other = other;
    other.other = one;
  }
}
