/// What may stand in the fields that people write.
@NullMarked
package org.livingevidence.citations.field;

import org.jspecify.annotations.NullMarked;
