/// Searching citations in PubMed's query language, and strategies that people keep. What is
/// searched is an index behind the port [SearchIndex], written in the citation's own transaction.
@NullMarked
package org.livingevidence.citations.search;

import org.jspecify.annotations.NullMarked;
