/// Names in free text: a dictionary of names and synonyms, and where a text mentions them.
@NullMarked
package org.livingevidence.terminology;

import org.jspecify.annotations.NullMarked;
