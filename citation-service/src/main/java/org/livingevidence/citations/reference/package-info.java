/// What publications cite.
@NullMarked
package org.livingevidence.citations.reference;

import org.jspecify.annotations.NullMarked;
