/// The events of the drug-information service: how the state of its aggregates is read for the
// relay.
@NullMarked
package org.livingevidence.drugs.event;

import org.jspecify.annotations.NullMarked;
