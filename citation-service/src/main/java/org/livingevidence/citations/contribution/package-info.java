/// Records of sources beside PubMed and curators: which citation each belongs to, what the citation
/// is made of, and how a person corrects it.
@NullMarked
package org.livingevidence.citations.contribution;

import org.jspecify.annotations.NullMarked;
