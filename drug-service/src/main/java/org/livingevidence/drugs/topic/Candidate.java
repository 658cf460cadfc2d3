package org.livingevidence.drugs.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A topic that has a name, and how it stands to others that have it too.
///
/// What a name means is a pure function of the candidates, in any order, so that it does not matter
/// when which topic became known:
///
/// 1. A preferred name beats a synonym.
/// 2. Of topics that are exactly the same, the one of MeSH stands for both.
/// 3. Where one is stated to be narrower than another, the narrower is meant: a heading that merges
///    several diseases has all their names as entry terms.
/// 4. What is left, when more than one, is ambiguous.
///
/// @param id the topic, or the one that replaces it
/// @param rank 0 for a preferred name, 1 for any other
record Candidate(
    String id, int rank, Set<String> sameAs, Set<String> broader, Set<String> narrower) {
  private static final Comparator<Candidate> MESH_FIRST =
      Comparator.<Candidate, Boolean>comparing(candidate -> candidate.id.indexOf(':') >= 0)
          .thenComparing(Candidate::id);

  static Meaning meaning(List<Candidate> all) {
    int best = all.stream().mapToInt(Candidate::rank).min().orElse(0);
    var left =
        new ArrayList<>(all.stream().filter(one -> one.rank == best).sorted(MESH_FIRST).toList());
    for (int i = 0; i < left.size(); i++) {
      var kept = left.get(i);
      left.subList(i + 1, left.size()).removeIf(other -> kept.isSameAs(other));
    }
    var ids = new TreeSet<String>();
    for (var one : left) {
      if (left.stream().noneMatch(other -> one.isBroaderThan(other))) {
        ids.add(one.id);
      }
    }
    if (ids.isEmpty()) {
      left.forEach(one -> ids.add(one.id));
    }
    return switch (ids.size()) {
      case 0 -> new Meaning.Unknown();
      case 1 -> new Meaning.Known(ids.first());
      default -> new Meaning.Ambiguous(List.copyOf(ids));
    };
  }

  private boolean isSameAs(Candidate other) {
    return id.equals(other.id) || sameAs.contains(other.id) || other.sameAs.contains(id);
  }

  private boolean isBroaderThan(Candidate other) {
    return !id.equals(other.id) && (other.broader.contains(id) || narrower.contains(other.id));
  }
}
