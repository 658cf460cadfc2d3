package org.livingevidence.drugs.drug;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livingevidence.drugs.indication.Indication;
import org.livingevidence.drugs.indication.Restriction;

/// What rules read of drugs in the labels that are held. Whoever holds the readings answers; a
/// drug's lock is held before it is asked, and whoever changes readings or decisions takes
/// that lock after them, so that neither misses the other.
public interface LabelReadings {
  /// What a drug takes over from its labels, without what a curator rejected or corrected.
  record Read(List<Indication> indications, List<Restriction> restrictions) {
    /// Nothing.
    public static final Read NOTHING = new Read(List.of(), List.of());

    public Read {
      indications = List.copyOf(indications);
      restrictions = List.copyOf(restrictions);
    }
  }

  /// By drug; a drug without labels is absent. Their rows need not be there yet.
  Map<String, Read> of(Collection<Drug> drugs);

  /// Notes that drugs are being entered, which sees no label that is being read at that moment, and
  /// whoever reads it sees none of the drugs: they follow their labels once more, after the
  /// reading where one process reads. Comes before the drugs' locks, as where drugs follow.
  void entered(Collection<String> drugIds);

  /// Notes that a curator wrote a statement in the place of one that was read. It stands aside for
  /// as long as the label's sentence stays the same.
  ///
  /// @param sentence from which it was read
  void corrected(String drugId, String statementId, String sentence);
}
