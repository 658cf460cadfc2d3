/// Whether the gateway holds what the owners hold: their aggregates compared by content, and what
/// follows from them made again and compared.
@NullMarked
package org.livingevidence.gateway.verify;

import org.jspecify.annotations.NullMarked;
