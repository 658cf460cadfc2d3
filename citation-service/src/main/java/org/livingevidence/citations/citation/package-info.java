/// Citations: bibliographic records, their state in full, and the REST operations on them.
@NullMarked
package org.livingevidence.citations.citation;

import org.jspecify.annotations.NullMarked;
