package org.livingevidence.gateway.intake.topic;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The conditions and what lies above each, in memory.
///
/// A condition's parents are the holders of the nearest known tree number above each of its own,
/// the topics it asserts as broader, and the umbrellas that name it as narrower. All of it follows
/// from the present topics alone, whatever the order in which they came: a parent that is unknown
/// is passed over and takes its place when it arrives. Cycles do no harm.
///
/// Not for several threads at once: it belongs to the projector.
public final class Hierarchy {
  private final Map<String, Node> conditions = new HashMap<>();
  private final Set<String> others = new HashSet<>();
  private final NavigableMap<String, Set<String>> byTreeNumber = new TreeMap<>();
  private final Map<String, Set<String>> childrenByBroader = new HashMap<>();
  private final Map<String, Set<String>> umbrellasByMember = new HashMap<>();
  private final Map<String, Set<String>> ancestors = new HashMap<>();

  /// A condition.
  record Node(
      String id,
      String[] nameKeys,
      List<String> treeNumbers,
      List<String> broader,
      List<String> narrower) {
    boolean samePlace(Node other) {
      return Set.copyOf(treeNumbers).equals(Set.copyOf(other.treeNumbers))
          && Set.copyOf(broader).equals(Set.copyOf(other.broader))
          && Set.copyOf(narrower).equals(Set.copyOf(other.narrower));
    }

    boolean sameNames(Node other) {
      return Arrays.equals(nameKeys, other.nameKeys);
    }
  }

  /// Whether a topic is known to be a condition.
  public boolean isCondition(String id) {
    return conditions.containsKey(id);
  }

  /// Whether headings with this topic are kept: not when it is known to be no condition.
  public boolean keepsHeading(String id) {
    return !others.contains(id);
  }

  /// Every condition above one, itself not among them.
  public Set<String> ancestors(String id) {
    Set<String> known = ancestors.get(id);
    if (known == null) {
      known = new TreeSet<>();
      collectAncestors(id, known);
      known.remove(id);
      ancestors.put(id, known);
    }
    return known;
  }

  /// The conditions directly above one.
  Set<String> parents(String id) {
    Set<String> parents = new TreeSet<>();
    Node node = conditions.get(id);
    if (node == null) {
      return parents;
    }
    for (String treeNumber : node.treeNumbers()) {
      parents.addAll(nearestAbove(treeNumber, id));
    }
    for (String broader : node.broader()) {
      if (conditions.containsKey(broader)) {
        parents.add(broader);
      }
    }
    parents.addAll(umbrellasByMember.getOrDefault(id, Set.of()));
    parents.remove(id);
    return parents;
  }

  /// A condition, and every topic whose place depends on where it stands.
  Set<String> under(String id) {
    Set<String> found = new HashSet<>();
    collectUnder(id, found);
    return found;
  }

  /// Everything at or below these tree numbers and members, were a topic to stand there.
  Set<String> under(Node node) {
    Set<String> found = new HashSet<>(Set.of(node.id()));
    for (String child : childrenOf(node)) {
      collectUnder(child, found);
    }
    return found;
  }

  @Nullable Node node(String id) {
    return conditions.get(id);
  }

  int size() {
    return conditions.size();
  }

  void put(Node node) {
    remove(node.id());
    others.remove(node.id());
    conditions.put(node.id(), node);
    for (String treeNumber : node.treeNumbers()) {
      add(byTreeNumber, treeNumber, node.id());
    }
    for (String broader : node.broader()) {
      add(childrenByBroader, broader, node.id());
    }
    for (String narrower : node.narrower()) {
      add(umbrellasByMember, narrower, node.id());
    }
    ancestors.clear();
  }

  void remove(String id) {
    others.remove(id);
    Node node = conditions.remove(id);
    if (node != null) {
      node.treeNumbers().forEach(treeNumber -> drop(byTreeNumber, treeNumber, id));
      node.broader().forEach(broader -> drop(childrenByBroader, broader, id));
      node.narrower().forEach(narrower -> drop(umbrellasByMember, narrower, id));
      ancestors.clear();
    }
  }

  void putOther(String id) {
    remove(id);
    others.add(id);
  }

  private void collectAncestors(String id, Set<String> found) {
    for (String parent : parents(id)) {
      if (found.add(parent)) {
        collectAncestors(parent, found);
      }
    }
  }

  private void collectUnder(String id, Set<String> found) {
    if (!found.add(id)) {
      return;
    }
    Node node = conditions.get(id);
    Collection<String> children =
        node == null ? childrenByBroader.getOrDefault(id, Set.of()) : childrenOf(node);
    for (String child : children) {
      collectUnder(child, found);
    }
  }

  private Set<String> childrenOf(Node node) {
    Set<String> children = new HashSet<>();
    for (String treeNumber : node.treeNumbers()) {
      // '/' follows '.': everything whose tree number begins with this one and a dot.
      byTreeNumber.subMap(treeNumber + ".", treeNumber + "/").values().forEach(children::addAll);
    }
    children.addAll(childrenByBroader.getOrDefault(node.id(), Set.of()));
    for (String member : node.narrower()) {
      if (conditions.containsKey(member)) {
        children.add(member);
      }
    }
    return children;
  }

  private Set<String> nearestAbove(String treeNumber, String id) {
    for (int dot = treeNumber.lastIndexOf('.');
        dot > 0;
        dot = treeNumber.lastIndexOf('.', dot - 1)) {
      Set<String> holders = byTreeNumber.getOrDefault(treeNumber.substring(0, dot), Set.of());
      if (!holders.isEmpty() && !holders.equals(Set.of(id))) {
        return holders;
      }
    }
    return Set.of();
  }

  private static void add(Map<String, Set<String>> index, String key, String id) {
    index.computeIfAbsent(key, k -> new TreeSet<>()).add(id);
  }

  private static void drop(Map<String, Set<String>> index, String key, String id) {
    Set<String> ids = index.get(key);
    if (ids != null && ids.remove(id) && ids.isEmpty()) {
      index.remove(key);
    }
  }
}
