package org.livingevidence.outbox;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theModuleKeepsTheRulesOfTheProject() {
    ArchitectureRules.check("org.livingevidence.outbox", 30);
  }
}
