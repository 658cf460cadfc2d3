/// What titles and abstracts name: a reason of rank for indexed citations, and how those without
/// headings find their topics.
@NullMarked
package org.livingevidence.citations.mention;

import org.jspecify.annotations.NullMarked;
