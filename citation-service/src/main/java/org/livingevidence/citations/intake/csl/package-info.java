/// CSL-JSON, and the works of Crossref that resemble it: from a file to contributions.
@NullMarked
package org.livingevidence.citations.intake.csl;

import org.jspecify.annotations.NullMarked;
