/// Topics as the gateway keeps them: names, and the hierarchy that publications roll up along.
@NullMarked
package org.livingevidence.gateway.intake.topic;

import org.jspecify.annotations.NullMarked;
