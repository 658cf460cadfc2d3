/// The table of retractions of Retraction Watch: from a file to contributions.
@NullMarked
package org.livingevidence.citations.intake.retraction;

import org.jspecify.annotations.NullMarked;
