/// Labels: what a regulator lets be said of a product, in all versions, in the sections of the
/// document.
@NullMarked
package org.livingevidence.drugs.label;

import org.jspecify.annotations.NullMarked;
