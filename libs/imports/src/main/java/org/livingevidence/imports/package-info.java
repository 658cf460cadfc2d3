/// Imports: an uploaded file is spooled, then applied in chunks with an outcome for every record.
@NullMarked
package org.livingevidence.imports;

import org.jspecify.annotations.NullMarked;
