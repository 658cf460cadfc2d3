/// Mappings of Mondo diseases to other schemes.
@NullMarked
package org.livingevidence.citations.intake.mondo;

import org.jspecify.annotations.NullMarked;
