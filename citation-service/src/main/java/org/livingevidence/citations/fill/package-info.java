/// What is kept of citations beside their states, filled in for those of before.
@NullMarked
package org.livingevidence.citations.fill;

import org.jspecify.annotations.NullMarked;
