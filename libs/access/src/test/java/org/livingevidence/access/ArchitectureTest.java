package org.livingevidence.access;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRules() {
    ArchitectureRules.check("org.livingevidence.access", 10);
  }
}
