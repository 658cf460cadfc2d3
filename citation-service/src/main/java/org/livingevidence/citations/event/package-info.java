/// The events of the citation service: how the state of its aggregates is read for the relay.
@NullMarked
package org.livingevidence.citations.event;

import org.jspecify.annotations.NullMarked;
