/// Whether alerts and dashboards speak of what is there.
@NullMarked
package org.livingevidence.observability;

import org.jspecify.annotations.NullMarked;
