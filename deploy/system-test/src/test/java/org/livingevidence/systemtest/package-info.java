/// The packaged processes, started as a user starts them, driven as a user drives them, and killed.
@NullMarked
package org.livingevidence.systemtest;

import org.jspecify.annotations.NullMarked;
