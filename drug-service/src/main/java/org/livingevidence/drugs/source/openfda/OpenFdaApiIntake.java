package org.livingevidence.drugs.source.openfda;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import org.livingevidence.drugs.label.SourcedLabel;
import org.livingevidence.harvest.HarvestIntake;
import org.livingevidence.harvest.HarvestPlans;

/// The kind `openfda-api`.
@Singleton
class OpenFdaApiIntake extends HarvestIntake<SourcedLabel> {
  OpenFdaApiIntake(HarvestPlans plans, OpenFdaSource source, ObjectMapper json) {
    super(plans, source, json);
  }
}
