package org.livingevidence.citations.citation;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a record stands today, derived from its notices and publication types, the gravest first.
/// A notice that retracts another work is not itself retracted: only what was said *about* the
/// record (`…In`) counts, never what it says of others (`…Of`, `…For`, `…From`).
public enum CitationState {
  /// Withdrawn as a whole.
  RETRACTED,
  /// Withdrawn in part.
  PARTIALLY_RETRACTED,
  /// An editor has expressed concern.
  CONCERN,
  /// Withdrawn or doubted once, and put back.
  REINSTATED,
  /// Corrected by an erratum or a republication.
  CORRECTED,
  /// Nothing is known against it.
  CURRENT;

  /// Retracted Publication: set by the indexer on the work itself.
  private static final String RETRACTED_PUBLICATION = "D016441";

  private static final String PREPRINT = "D000076942";

  /// Retraction of Publication, Published Erratum, Expression of Concern: these records are
  /// notices.
  private static final Set<String> NOTICE_TYPES = Set.of("D016440", "D016425", "D000075742");

  private static final Set<String> NOTICE_NAMES =
      Set.of(
          "retraction of publication",
          "retraction notice",
          "published erratum",
          "expression of concern");

  /// @return the spelling in JSON, such as `partially-retracted`
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @param types the record's publication types
  /// @param notices what is said about the record, and by it
  /// @return the gravest state that any of them gives after the last reinstatement, which lifts
  ///     what
  /// was said up to its day: a concern after a reinstatement is a concern again, not a retraction
  public static CitationState of(
      List<Citation.PublicationType> types, List<Citation.Notice> notices) {
    CitationState state = CURRENT;
    for (Citation.PublicationType type : types) {
      if (is(type, RETRACTED_PUBLICATION, "retracted publication")) {
        state = RETRACTED;
      }
    }
    String reinstated = reinstatement(notices);
    if (reinstated != null) {
      state = REINSTATED;
    }
    for (Citation.Notice notice : notices) {
      CitationState said = said(notice);
      boolean lifted =
          reinstated != null
              && said.compareTo(REINSTATED) < 0
              && (reinstated.isEmpty() || reinstated.compareTo(date(notice)) >= 0);
      if (!lifted && said.compareTo(state) < 0) {
        state = said;
      }
    }
    return state;
  }

  private static CitationState said(Citation.Notice notice) {
    return switch (notice.relation() == null ? "" : notice.relation()) {
      case "RetractionIn", "RetractedandRepublishedIn" -> RETRACTED;
      case "PartialRetractionIn" -> PARTIALLY_RETRACTED;
      case "ExpressionOfConcernIn" -> CONCERN;
      case "ErratumIn", "CorrectedandRepublishedIn", "CorrectedAndRepublishedIn" -> CORRECTED;
      default -> CURRENT;
    };
  }

  /// The date of the last reinstatement, empty when none of them is dated, null when there is none.
  private static @Nullable String reinstatement(List<Citation.Notice> notices) {
    String last = null;
    for (Citation.Notice notice : notices) {
      if ("ReinstatementIn".equals(notice.relation())) {
        last = last == null || last.compareTo(date(notice)) < 0 ? date(notice) : last;
      }
    }
    return last;
  }

  private static String date(Citation.Notice notice) {
    return notice.date() == null ? "" : notice.date();
  }

  /// @param types the record's publication types
  /// @return `notice`, `preprint` or `article`
  static String kindOf(List<Citation.PublicationType> types) {
    for (Citation.PublicationType type : types) {
      String name = type.name();
      if ((type.id() != null && NOTICE_TYPES.contains(type.id()))
          || (name != null && NOTICE_NAMES.contains(name.toLowerCase(Locale.ROOT)))) {
        return "notice";
      }
    }
    return types.stream().anyMatch(type -> is(type, PREPRINT, "preprint")) ? "preprint" : "article";
  }

  private static boolean is(Citation.PublicationType type, String id, String name) {
    @Nullable String printed = type.name();
    return id.equals(type.id()) || (printed != null && printed.equalsIgnoreCase(name));
  }
}
