/// What any part of the product says about a publication: its study design and species, its place
/// in a reading list with the reasons for it, and its line of text with links. Works on the data
/// of a citation's event, so that owner and gateway say the same.
@NullMarked
package org.livingevidence.bibliography;

import org.jspecify.annotations.NullMarked;
