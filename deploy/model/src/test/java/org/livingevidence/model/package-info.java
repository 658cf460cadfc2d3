/// Checks the model of the event path with TLC.
@NullMarked
package org.livingevidence.model;

import org.jspecify.annotations.NullMarked;
