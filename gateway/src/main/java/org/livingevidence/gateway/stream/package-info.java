/// The change feed for clients: pages of JSON, and server-sent events that resume without gap or
/// duplicate.
@NullMarked
package org.livingevidence.gateway.stream;

import org.jspecify.annotations.NullMarked;
