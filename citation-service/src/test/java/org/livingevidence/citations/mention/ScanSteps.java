package org.livingevidence.citations.mention;

import jakarta.inject.Singleton;

/// Lets tests of other packages take the scan's steps, which tests do not leave to the clock.
@Singleton
public class ScanSteps {
  private final MentionScan scan;

  ScanSteps(MentionScan scan) {
    this.scan = scan;
  }

  /// @return whether the next step can follow at once
  public boolean step() throws Exception {
    return scan.step();
  }
}
