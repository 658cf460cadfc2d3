/// Citations out: in the formats of reference managers and databases, and as bibliographies.
@NullMarked
package org.livingevidence.citations.export;

import org.jspecify.annotations.NullMarked;
