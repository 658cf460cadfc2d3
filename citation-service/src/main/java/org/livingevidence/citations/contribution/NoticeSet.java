package org.livingevidence.citations.contribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livingevidence.citations.citation.Citation.Notice;

/// The notices on one paper, each once. Two sources tell of one notice when they give it the same
/// relation and nothing that tells two apart; what only one of them knows (its date, its PMID) is
/// then kept in one entry. Corrections come in numbers: they are one only when something that names
/// them agrees.
final class NoticeSet {
  private static final Set<String> SINGLE =
      Set.of(
          "RetractionIn",
          "RetractedandRepublishedIn",
          "ExpressionOfConcernIn",
          "ReinstatementIn",
          "PartialRetractionIn");

  private final List<Notice> notices = new ArrayList<>();

  /// @return whether it told anything new
  boolean add(Notice notice) {
    for (int i = 0; i < notices.size(); i++) {
      Notice known = notices.get(i);
      if (same(known, notice)) {
        Notice complete = completed(known, notice);
        notices.set(i, complete);
        return !complete.equals(known);
      }
    }
    notices.add(notice);
    return true;
  }

  /// @return the known notice with what only the other account of it knows
  private static Notice completed(Notice known, Notice other) {
    return new Notice(
        known.relation(),
        known.pmid() == null ? other.pmid() : known.pmid(),
        known.source() == null ? other.source() : known.source(),
        known.note() == null ? other.note() : known.note(),
        longer(known.date(), other.date()),
        known.doi() == null ? other.doi() : known.doi(),
        known.reason() == null ? other.reason() : known.reason());
  }

  private static @Nullable String longer(@Nullable String one, @Nullable String other) {
    return one == null || (other != null && other.length() > one.length()) ? other : one;
  }

  List<Notice> all() {
    return notices;
  }

  private static boolean same(Notice one, Notice other) {
    String relation = one.relation();
    if (relation == null || !relation.equals(other.relation())) {
      return false;
    }
    if (one.pmid() != null && other.pmid() != null) {
      return one.pmid().equals(other.pmid());
    }
    if (one.doi() != null && other.doi() != null) {
      return one.doi().equals(other.doi());
    }
    if (one.date() != null && other.date() != null) {
      return one.date().startsWith(other.date()) || other.date().startsWith(one.date());
    }
    return SINGLE.contains(relation) || equal(one.source(), other.source());
  }

  private static boolean equal(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }
}
