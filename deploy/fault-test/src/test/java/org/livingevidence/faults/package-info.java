/// Random but seeded faults on the real event path, and a checker that knows what must hold.
@NullMarked
package org.livingevidence.faults;

import org.jspecify.annotations.NullMarked;
