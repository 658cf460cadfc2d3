/// A condition's publications in the formats of reference managers: the list is the gateway's, the
/// writing is the owner's.
@NullMarked
package org.livingevidence.gateway.export;

import org.jspecify.annotations.NullMarked;
