/// Drugs as the gateway keeps them, and the conditions they are indicated for or restricted in.
/// Matching drug names with publications will have its place here too.
@NullMarked
package org.livingevidence.gateway.intake.drug;

import org.jspecify.annotations.NullMarked;
