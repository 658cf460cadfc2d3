/// The labels that openFDA serves by query and set id.
@NullMarked
package org.livingevidence.drugs.source.openfda;

import org.jspecify.annotations.NullMarked;
