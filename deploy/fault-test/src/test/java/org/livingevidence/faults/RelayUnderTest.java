package org.livingevidence.faults;

/// A relay process, driven step by step.
public interface RelayUnderTest extends AutoCloseable {
  /// How an attempt ended.
  enum Outcome {
    /// Nothing waits any more.
    DONE,
    /// It failed and would be tried again.
    FAILED,
    /// Another relay has taken over.
    FENCED
  }

  /// Publishes what waits.
  ///
  /// @param between runs once, when the first batch is read and nothing of it is sent; when it
  /// throws
  ///     [Crash], so does this
  Outcome publish(Runnable between);

  /// Ends the process; what it held in memory is gone.
  @Override
  void close();
}
