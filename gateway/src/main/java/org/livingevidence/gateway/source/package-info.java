/// How fresh the gateway's answers are: what each source was read to, and when it last said
/// something.
@NullMarked
package org.livingevidence.gateway.source;

import org.jspecify.annotations.NullMarked;
