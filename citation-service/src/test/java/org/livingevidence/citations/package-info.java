/// What the tests of the citation service share.
@NullMarked
package org.livingevidence.citations;

import org.jspecify.annotations.NullMarked;
