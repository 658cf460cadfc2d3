/// What all intakes share: reading XML that nobody vouches for.
@NullMarked
package org.livingevidence.citations.intake;

import org.jspecify.annotations.NullMarked;
