package org.livingevidence.drugs.intake.form;

import org.livingevidence.drugs.drug.Drug;
import org.livingevidence.drugs.monograph.Monograph;

/// One form of a file.
public sealed interface FormRecord {
  /// The id of what it becomes.
  String id();

  /// The form of a drug.
  record OfDrug(Drug drug) implements FormRecord {
    @Override
    public String id() {
      return drug.id();
    }
  }

  /// The form of a monograph.
  record OfMonograph(Monograph monograph) implements FormRecord {
    @Override
    public String id() {
      return monograph.id();
    }
  }
}
