/// The combined view of a condition.
@NullMarked
package org.livingevidence.gateway.condition;

import org.jspecify.annotations.NullMarked;
