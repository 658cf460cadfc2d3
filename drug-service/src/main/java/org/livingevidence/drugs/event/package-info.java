/// The events of the drug-information service: how the state of its drugs leaves it.
@NullMarked
package org.livingevidence.drugs.event;

import org.jspecify.annotations.NullMarked;
