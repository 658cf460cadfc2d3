/// Records as they come from the sources: read strictly, compared with what is held, parked when
/// they cannot be read. What a source's events do to the store is in a package per source below.
@NullMarked
package org.livingevidence.gateway.intake;

import org.jspecify.annotations.NullMarked;
