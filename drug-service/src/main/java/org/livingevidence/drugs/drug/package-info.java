/// Drugs: one aggregate of an active moiety with its indications and restrictions.
@NullMarked
package org.livingevidence.drugs.drug;

import org.jspecify.annotations.NullMarked;
