/// BibTeX and BibLaTeX: from a file to contributions.
@NullMarked
package org.livingevidence.citations.intake.bibtex;

import org.jspecify.annotations.NullMarked;
