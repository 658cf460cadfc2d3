package org.livingevidence.citations.harvest;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.livingevidence.citations.source.SourceState;
import org.livingevidence.harvest.HarvestIntake;
import org.livingevidence.harvest.HarvestPlans;

/// The kind `ncbi-eutilities`.
@Singleton
class EutilsIntake extends HarvestIntake<SourceState> {
  EutilsIntake(HarvestPlans plans, PubmedSource source, ObjectMapper json) {
    super(plans, source, json);
  }
}
