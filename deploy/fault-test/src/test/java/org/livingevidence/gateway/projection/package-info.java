/// The real projector for the fault test, driven step by step.
@NullMarked
package org.livingevidence.gateway.projection;

import org.jspecify.annotations.NullMarked;
