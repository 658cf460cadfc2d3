/// What files of labels have in common: XML that nobody vouches for, archives, and their limits.
@NullMarked
package org.livingevidence.drugs.intake.file;

import org.jspecify.annotations.NullMarked;
