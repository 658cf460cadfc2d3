/// Labels as openFDA publishes them: answers of its API, single labels, bulk files.
@NullMarked
package org.livingevidence.drugs.intake.openfda;

import org.jspecify.annotations.NullMarked;
