/// What other services own, under the gateway's one address: requests are passed on as they come,
/// never buffered whole, with the reader's own token; an owner that is down is named, and views go
/// on.
@NullMarked
package org.livingevidence.gateway.route;

import org.jspecify.annotations.NullMarked;
