/// Drugs side by side for a condition.
@NullMarked
package org.livingevidence.gateway.compare;

import org.jspecify.annotations.NullMarked;
