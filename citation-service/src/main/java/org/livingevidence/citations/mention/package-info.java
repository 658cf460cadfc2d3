/// Conditions that titles and abstracts name: how citations without headings find their topics.
@NullMarked
package org.livingevidence.citations.mention;

import org.jspecify.annotations.NullMarked;
