/// What this service keeps of the topics: enough to say which one a condition's name means.
@NullMarked
package org.livingevidence.drugs.topic;

import org.jspecify.annotations.NullMarked;
