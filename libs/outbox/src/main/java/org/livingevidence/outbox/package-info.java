/// The outbox: a change and its event commit together, and the relay publishes every event in
// order.
@NullMarked
package org.livingevidence.outbox;

import org.jspecify.annotations.NullMarked;
