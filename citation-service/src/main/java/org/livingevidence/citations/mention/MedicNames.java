package org.livingevidence.citations.mention;

import java.util.regex.Pattern;

/// Which names of CTD's disease vocabulary can be looked for in texts. It takes over catalogue
/// entries of OMIM, which name a disease in a way that no author does.
final class MedicNames {
  /// `CAROTENOIDS, PLASMA LEVEL OF, QUANTITATIVE TRAIT LOCUS 1, INCLUDED`: another entry's subject.
  private static final Pattern INCLUDED =
      Pattern.compile(".*\\bINCLUDED\\b.*", Pattern.CASE_INSENSITIVE);

  /// `FPH`, `T1D`: means too many things where the text does not define it.
  private static final Pattern ABBREVIATION = Pattern.compile("[A-Z0-9]{2,3}");

  /// `HYPERPIGMENTATION, FAMILIAL PROGRESSIVE, 2`: a heading of the catalogue, turned round.
  private static final Pattern HEADING = Pattern.compile("[^\\p{Ll}]*,[^\\p{Ll}]*");

  /// `Tooth Agenesis, Selective, 6`: the same in small letters.
  private static final Pattern NUMBERED = Pattern.compile(".*,\\s*(?:[0-9]+[A-Z]?|[IVX]+|[A-Z])");

  private MedicNames() {}

  static boolean standsInText(String name) {
    return !INCLUDED.matcher(name).matches()
        && !ABBREVIATION.matcher(name).matches()
        && !HEADING.matcher(name).matches()
        && !NUMBERED.matcher(name).matches();
  }
}
