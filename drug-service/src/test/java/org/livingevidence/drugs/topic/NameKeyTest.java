package org.livingevidence.drugs.topic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameKeyTest {
  @ParameterizedTest
  @CsvSource({
    "Still's Disease, stills disease",
    "Still’s disease, stills disease",
    "  Behçet   syndrome , behcet syndrome",
    "Sjögren-Syndrom, sjogren syndrom",
    "TNF receptor-associated periodic syndrome, tnf receptor associated periodic syndrome",
    "\"Deficiency of Interleukin-1 Receptor Antagonist (DIRA)\", deficiency of interleukin 1 receptor antagonist dira",
  })
  void spellingsOfOneNameAreOneKey(String name, String key) {
    assertThat(NameKey.of(name.replace("\"", ""))).isEqualTo(key);
  }
}
