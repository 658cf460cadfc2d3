package org.livingevidence.faults;

import java.util.Map;

/// A projector process, driven step by step.
public interface ProjectorUnderTest extends AutoCloseable {
  /// How an attempt ended.
  enum Outcome {
    /// What was polled is applied.
    DONE,
    /// It failed; the process stands for election again.
    FAILED,
    /// Another projector has taken over.
    FENCED
  }

  /// Takes the next records of one type's topic into memory.
  ///
  /// @return whether there were any
  boolean poll(String type);

  /// Applies what was polled.
  ///
  /// @param crash whether the process ends in the middle of it, at the worst moment; throws
  /// [Crash] then
  Outcome apply(boolean crash);

  /// Loses its role without noticing.
  void loseRole();

  /// What the store holds, deletions included.
  Map<Key, Held> view();

  /// Everything that follows from the events, as text that is equal for equal views.
  String derived();

  /// Ends the process.
  @Override
  void close();
}
