/// The files of PubMed's releases: the yearly baseline and the daily updates, from PubMed's server,
/// a mirror or a folder, applied in their order and remembered.
@NullMarked
package org.livingevidence.citations.release;

import org.jspecify.annotations.NullMarked;
