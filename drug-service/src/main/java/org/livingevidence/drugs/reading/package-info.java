/// What rules read in labels, what curators decided of it, and what drugs take over: proposals of
/// machines that never pass for a person's word.
@NullMarked
package org.livingevidence.drugs.reading;

import org.jspecify.annotations.NullMarked;
