/// RIS in the dialects of the databases and reference managers: from a file to contributions.
@NullMarked
package org.livingevidence.citations.intake.ris;

import org.jspecify.annotations.NullMarked;
