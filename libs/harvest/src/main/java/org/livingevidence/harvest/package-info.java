/// Fetching from sources by query or by ids, again and again: what is asked for is remembered, and
/// each run of it is an import.
@NullMarked
package org.livingevidence.harvest;

import org.jspecify.annotations.NullMarked;
