/// The labels that DailyMed serves by query and set id, with their earlier versions.
@NullMarked
package org.livingevidence.drugs.source.dailymed;

import org.jspecify.annotations.NullMarked;
