/// Benchmarks: each prints ratios to a limit measured in the same run, and checks that what it
/// timed was right.
@NullMarked
package org.livingevidence.bench;

import org.jspecify.annotations.NullMarked;
