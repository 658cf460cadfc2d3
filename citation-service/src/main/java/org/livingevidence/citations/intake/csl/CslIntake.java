package org.livingevidence.citations.intake.csl;

import jakarta.inject.Singleton;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.ContributionIntake;
import org.livingevidence.citations.intake.TextLimits;

/// The kind `csl-json`, see [CslFile].
@Singleton
public class CslIntake extends ContributionIntake {
  CslIntake(TextLimits limits, ContributionApplication application, ImportUndo undo) {
    super("csl-json", new CslFile(limits), application, undo);
  }
}
