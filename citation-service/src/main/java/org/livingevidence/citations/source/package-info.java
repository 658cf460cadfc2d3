/// Where states come from: the order of source records, what is remembered of each, and how a
/// chunk of them becomes the stored state.
@NullMarked
package org.livingevidence.citations.source;

import org.jspecify.annotations.NullMarked;
