/// One question to all there is: conditions here, publications at the citation-service.
@NullMarked
package org.livingevidence.gateway.search;

import org.jspecify.annotations.NullMarked;
