/// Drugs as the gateway keeps them, the conditions they are indicated for or restricted in, and the
/// names by which publications know them.
@NullMarked
package org.livingevidence.gateway.intake.drug;

import org.jspecify.annotations.NullMarked;
