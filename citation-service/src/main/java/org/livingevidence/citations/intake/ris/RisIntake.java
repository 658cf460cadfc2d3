package org.livingevidence.citations.intake.ris;

import jakarta.inject.Singleton;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.ContributionIntake;
import org.livingevidence.citations.intake.TextLimits;

/// The kind `ris`, see [RisFile].
@Singleton
public class RisIntake extends ContributionIntake {
  RisIntake(TextLimits limits, ContributionApplication application, ImportUndo undo) {
    super("ris", new RisFile(limits), application, undo);
  }
}
