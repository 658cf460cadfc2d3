/// The change feed: every effect on a condition, in the one order that [org.livingevidence.gateway]
/// gives out, the position.
@NullMarked
package org.livingevidence.gateway.change;

import org.jspecify.annotations.NullMarked;
