package org.livingevidence.connect;

/// Told again and again, on the caller's thread, while it waits for a source; whatever it throws
/// ends the waiting and passes through.
@FunctionalInterface
public interface Pulse {
  /// Waits without a word.
  Pulse QUIET = what -> {};

  /// @param what it waits for, for a person
  void beat(String what);
}
