/// Relays for the fault test: the real one, driven step by step, and broken ones.
@NullMarked
package org.livingevidence.outbox;

import org.jspecify.annotations.NullMarked;
