/// Files of agencies' registers.
@NullMarked
package org.livingevidence.drugs.intake.register;

import org.jspecify.annotations.NullMarked;
