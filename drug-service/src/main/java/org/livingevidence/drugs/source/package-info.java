/// Labels fetched from where regulators publish them, by query or set id, again and again.
@NullMarked
package org.livingevidence.drugs.source;

import org.jspecify.annotations.NullMarked;
