package org.livingevidence.citations.intake.retraction;

import jakarta.inject.Singleton;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.ContributionIntake;
import org.livingevidence.citations.intake.TextLimits;

/// The kind `retraction-table`, see [RetractionFile].
@Singleton
public class RetractionIntake extends ContributionIntake {
  RetractionIntake(TextLimits limits, ContributionApplication application, ImportUndo undo) {
    super("retraction-table", new RetractionFile(limits), application, undo);
  }
}
