package org.livingevidence.bench.names;

/// What was found rightly, wrongly, and not at all.
record Tally(int right, int wrong, int missed) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(right + other.right, wrong + other.wrong, missed + other.missed);
  }

  double precision() {
    return right + wrong == 0 ? 0 : (double) right / (right + wrong);
  }

  double recall() {
    return right + missed == 0 ? 0 : (double) right / (right + missed);
  }

  double f1() {
    return right == 0 ? 0 : 2.0 * right / (2 * right + wrong + missed);
  }

  @Override
  public String toString() {
    return "P %.4f  R %.4f  F1 %.4f  (%d right, %d wrong, %d missed)"
        .formatted(precision(), recall(), f1(), right, wrong, missed);
  }
}
