/// Labels as DailyMed publishes them: structured product labeling, one document or many in a zip.
@NullMarked
package org.livingevidence.drugs.intake.spl;

import org.jspecify.annotations.NullMarked;
