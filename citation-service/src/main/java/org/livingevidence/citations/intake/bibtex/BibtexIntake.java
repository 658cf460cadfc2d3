package org.livingevidence.citations.intake.bibtex;

import jakarta.inject.Singleton;
import org.livingevidence.citations.contribution.ContributionApplication;
import org.livingevidence.citations.contribution.ImportUndo;
import org.livingevidence.citations.intake.ContributionIntake;
import org.livingevidence.citations.intake.TextLimits;

/// The kind `bibtex`, see [BibtexFile].
@Singleton
public class BibtexIntake extends ContributionIntake {
  BibtexIntake(TextLimits limits, ContributionApplication application, ImportUndo undo) {
    super("bibtex", new BibtexFile(limits), application, undo);
  }
}
