/// The outbox: a change and its event commit together, and the relay publishes every event in
/// order.
///
/// Writers use [Outbox] (inside a JTA transaction) or [OutboxTransaction] (on a plain connection).
/// A service that owns aggregates provides an [AggregateSource] for each type. Readers of events
/// use [EventHeaders], [CanonicalJson] and [ContentHash].
@NullMarked
package org.livingevidence.outbox;

import org.jspecify.annotations.NullMarked;
