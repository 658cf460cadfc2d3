/// What the sources of topics say, each for itself, and how a topic follows from all of it.
@NullMarked
package org.livingevidence.citations.topic.part;

import org.jspecify.annotations.NullMarked;
