/// What there is to read on a topic: its publications in the order of their rank, kept as an index
/// beside the citations. Reads citations and topics by their rows, so that it depends on neither.
@NullMarked
package org.livingevidence.citations.reading;

import org.jspecify.annotations.NullMarked;
