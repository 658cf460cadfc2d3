/// Realistic PubMed XML of any size: records in the shapes of real ones, with words, authors,
/// headings and references drawn from what the real ones hold.
@NullMarked
package org.livingevidence.bench.generate;

import org.jspecify.annotations.NullMarked;
