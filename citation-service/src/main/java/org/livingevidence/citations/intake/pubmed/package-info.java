/// PubMed XML: from a file of any root to citations and deletions.
@NullMarked
package org.livingevidence.citations.intake.pubmed;

import org.jspecify.annotations.NullMarked;
