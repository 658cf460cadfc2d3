package org.livingevidence.gateway;

import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.ArchitectureRules;

/// The rules that every module keeps, for the gateway.
class ArchitectureTest {
  @Test
  void keepsTheRules() {
    ArchitectureRules.check("org.livingevidence.gateway", 60);
  }
}
