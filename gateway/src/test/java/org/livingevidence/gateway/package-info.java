/// What the gateway's tests share.
@NullMarked
package org.livingevidence.gateway;

import org.jspecify.annotations.NullMarked;
