/// Text with markup, safe by construction: a tree of the few elements that titles and abstracts
/// hold,
/// made from anything and written by one serializer.
@NullMarked
package org.livingevidence.bibliography.markup;

import org.jspecify.annotations.NullMarked;
