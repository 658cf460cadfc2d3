/// Fetching from PubMed by query or PMIDs, through NCBI's E-utilities, again and again.
@NullMarked
package org.livingevidence.citations.harvest;

import org.jspecify.annotations.NullMarked;
