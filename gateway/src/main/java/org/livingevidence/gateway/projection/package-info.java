/// The projector: the one thread, elected and fenced, that turns the owners' events into the
/// gateway's store.
@NullMarked
package org.livingevidence.gateway.projection;

import org.jspecify.annotations.NullMarked;
