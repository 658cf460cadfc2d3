/// What every read of the gateway shares: one snapshot per answer, the position this process has
/// reached, the committed changes as they arrive (from the projector in this process, or from
/// another replica), and the promises to a reader that names a position or a version.
@NullMarked
package org.livingevidence.gateway.read;

import org.jspecify.annotations.NullMarked;
