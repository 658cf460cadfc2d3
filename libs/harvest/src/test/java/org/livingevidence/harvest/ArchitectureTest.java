package org.livingevidence.harvest;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRules() {
    ArchitectureRules.check("org.livingevidence.harvest", 12);
  }
}
