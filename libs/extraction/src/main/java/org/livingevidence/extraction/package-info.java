/// What the text of a drug's label states: indications and restrictions, each with its sentence.
@NullMarked
package org.livingevidence.extraction;

import org.jspecify.annotations.NullMarked;
