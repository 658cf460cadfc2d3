/// Pages for people, at the paths of the API without its prefix: the same content, readable without
/// script.
@NullMarked
package org.livingevidence.gateway.page;

import org.jspecify.annotations.NullMarked;
