package org.livingevidence.faults;

/// The process ends here. An error, so that no code under test handles it.
public final class Crash extends Error {
  private static final long serialVersionUID = 1;

  public Crash() {
    super("the process ends here", null, false, false);
  }
}
