/// A rebuild: a generation made beside the live one from the beginning of the log, compared with it
/// condition by condition, and switched to in one transaction.
@NullMarked
package org.livingevidence.gateway.rebuild;

import org.jspecify.annotations.NullMarked;
