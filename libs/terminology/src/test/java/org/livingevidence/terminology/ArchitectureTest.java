package org.livingevidence.terminology;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRules() {
    ArchitectureRules.check("org.livingevidence.terminology", 9);
  }
}
