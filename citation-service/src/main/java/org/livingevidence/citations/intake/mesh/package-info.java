/// MeSH XML: descriptors and supplementary concepts as topics.
@NullMarked
package org.livingevidence.citations.intake.mesh;

import org.jspecify.annotations.NullMarked;
