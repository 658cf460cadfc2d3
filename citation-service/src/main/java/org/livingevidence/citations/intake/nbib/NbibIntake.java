package org.livingevidence.citations.intake.nbib;

import jakarta.inject.Singleton;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.ContributionIntake;
import org.livingevidence.citations.intake.TextLimits;

/// The kind `nbib`, see [NbibFile].
@Singleton
public class NbibIntake extends ContributionIntake {
  NbibIntake(TextLimits limits, ContributionApplication application, ImportUndo undo) {
    super("nbib", new NbibFile(limits), application, undo);
  }
}
