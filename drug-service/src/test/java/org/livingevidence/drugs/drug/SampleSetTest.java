package org.livingevidence.drugs.drug;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.Contracts;

/// The launcher's sample drugs are forms as this service reads them.
class SampleSetTest {
  @Test
  void everySampleDrugIsAValidForm() throws IOException {
    try (var file = SampleSetTest.class.getResourceAsStream("/sample/drugs.json")) {
      JsonNode drugs = new ObjectMapper().readTree(file);

      assertThat(drugs).isNotEmpty();
      for (JsonNode form : drugs) {
        var drug = Drug.read(form, null);
        assertThat(Contracts.violations("drug.v1.schema.json", DrugJson.tree(drug))).isEmpty();
      }
    }
  }
}
