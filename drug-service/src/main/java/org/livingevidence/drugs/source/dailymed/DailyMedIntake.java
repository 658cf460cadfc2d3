package org.livingevidence.drugs.source.dailymed;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.harvest.HarvestIntake;
import org.livingevidence.harvest.HarvestPlans;

/// The kind `dailymed-services`.
@Singleton
class DailyMedIntake extends HarvestIntake<SourcedLabel> {
  DailyMedIntake(HarvestPlans plans, DailyMedSource source, ObjectMapper json) {
    super(plans, source, json);
  }
}
