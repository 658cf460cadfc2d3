/// Whether two records are of the same publication: what is compared, and the rules.
@NullMarked
package org.livingevidence.citations.duplicate;

import org.jspecify.annotations.NullMarked;
