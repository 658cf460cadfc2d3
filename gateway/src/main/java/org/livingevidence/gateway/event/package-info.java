/// What the gateway itself tells the world: a bounded summary of each condition, by the outbox.
@NullMarked
package org.livingevidence.gateway.event;

import org.jspecify.annotations.NullMarked;
