/// Our reader of PubMed XML beside NCBI's `xtract`: the same fields of the same file, compared one
/// by one, and what either costs.
@NullMarked
package org.livingevidence.bench.extraction;

import org.jspecify.annotations.NullMarked;
