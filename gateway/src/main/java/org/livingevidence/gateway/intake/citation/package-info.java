/// Citations as the gateway keeps them: their links to conditions, the counters and the rank.
@NullMarked
package org.livingevidence.gateway.intake.citation;

import org.jspecify.annotations.NullMarked;
