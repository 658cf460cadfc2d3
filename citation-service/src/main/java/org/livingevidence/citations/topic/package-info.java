/// Topics: concepts of a scheme, their names and places, and the REST operations on them.
@NullMarked
package org.livingevidence.citations.topic;

import org.jspecify.annotations.NullMarked;
