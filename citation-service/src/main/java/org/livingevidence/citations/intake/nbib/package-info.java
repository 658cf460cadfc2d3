/// NBIB, the MEDLINE text format of PubMed: from a file to contributions.
@NullMarked
package org.livingevidence.citations.intake.nbib;

import org.jspecify.annotations.NullMarked;
