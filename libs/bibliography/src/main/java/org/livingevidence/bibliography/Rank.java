package org.livingevidence.bibliography;

import java.util.ArrayList;
import java.util.List;

/// The order of a condition's publications: a sum of integer terms in micro-units, each of which is
/// served as the reason for the place. It is a reading order, never a level of evidence.
///
/// Recency is folded in as `year · ln 2 / half-life`: adding it to the rest orders exactly as
/// decaying the rest would, so that the order of a page does not depend on the day it is read.
public final class Rank {
  /// One unit.
  public static final long UNIT = 1_000_000;

  /// Years after which a publication counts half as much.
  static final int HALF_LIFE_YEARS = 10;

  /// Years before this one, and a missing year, share the oldest bucket.
  static final int OLDEST_YEAR = 1900;

  private static final long PER_YEAR = Math.round(Math.log(2) / HALF_LIFE_YEARS * UNIT);
  private static final long HUMAN = UNIT;
  private static final long MAJOR = UNIT;
  private static final long IN_TITLE = UNIT / 2;

  private Rank() {}

  /// One reason for a place.
  ///
  /// @param name `design`, `human`, `major-topic`, `in-title` or `recency`
  /// @param value what was found: a design, a year, or `true`
  /// @param points in micro-units
  public record Term(String name, String value, long points) {}

  /// The sum of [#terms].
  public static long score(
      Design design, Species species, boolean major, boolean inTitle, int year) {
    return design.points()
        + (species == Species.HUMAN ? HUMAN : 0)
        + (major ? MAJOR : 0)
        + (inTitle ? IN_TITLE : 0)
        + recency(year);
  }

  /// The terms of a link as stored in `condition_citation`, those of no points left out.
  ///
  /// @param year of publication, 0 when unknown
  public static List<Term> terms(
      Design design, Species species, boolean major, boolean inTitle, int year) {
    List<Term> terms = new ArrayList<>(5);
    if (design.points() != 0) {
      terms.add(new Term("design", design.label(), design.points()));
    }
    if (species == Species.HUMAN) {
      terms.add(new Term("human", "true", HUMAN));
    }
    if (major) {
      terms.add(new Term("major-topic", "true", MAJOR));
    }
    if (inTitle) {
      terms.add(new Term("in-title", "true", IN_TITLE));
    }
    if (recency(year) != 0) {
      terms.add(new Term("recency", Integer.toString(year), recency(year)));
    }
    return terms;
  }

  private static long recency(int year) {
    return PER_YEAR * Math.max(0, year - OLDEST_YEAR);
  }
}
