package org.livingevidence.drugs.monograph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.Contracts;

/// The launcher's sample monographs are forms as this service reads them.
class SampleMonographTest {
  @Test
  void everySampleMonographIsAValidForm() throws IOException {
    try (var file = SampleMonographTest.class.getResourceAsStream("/sample/monographs.json")) {
      JsonNode monographs = new ObjectMapper().readTree(file);

      assertThat(monographs).isNotEmpty();
      for (JsonNode form : monographs) {
        var tree = MonographJson.tree(Monograph.read(form, null));
        assertThat(Contracts.violations("monograph.v1.schema.json", tree)).isEmpty();
      }
    }
  }
}
