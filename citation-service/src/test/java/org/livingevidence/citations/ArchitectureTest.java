package org.livingevidence.citations;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

class ArchitectureTest {
  @Test
  void theRulesOfEveryModuleHold() {
    ArchitectureRules.check("org.livingevidence.citations", 40);
  }
}
