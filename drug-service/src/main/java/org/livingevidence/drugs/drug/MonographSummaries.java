package org.livingevidence.drugs.drug;

import java.util.Collection;
import java.util.Map;

/// What drugs say of the monographs about them. Whoever holds the monographs answers; a drug's
/// lock is held before it is asked, and whoever changes a monograph takes that lock too, so that
/// neither misses the other.
public interface MonographSummaries {
  /// By drug; a drug that no monograph names is absent. Of several monographs about a drug the one
  /// about the fewest drugs stands for it, then the one reviewed last, then the first by id.
  Map<String, Drug.Monograph> of(Collection<String> drugIds);
}
