package org.livingevidence.extraction;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRules() {
    ArchitectureRules.check("org.livingevidence.extraction", 10);
  }
}
