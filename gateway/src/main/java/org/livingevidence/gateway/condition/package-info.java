/// The combined view of a condition: found by id, slug or name, rendered once per change from one
/// snapshot, kept as bytes and served on the event loop; and the lists behind it (drugs,
/// citations).
@NullMarked
package org.livingevidence.gateway.condition;

import org.jspecify.annotations.NullMarked;
