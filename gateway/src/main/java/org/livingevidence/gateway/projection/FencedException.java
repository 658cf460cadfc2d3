package org.livingevidence.gateway.projection;

/// Another projector was elected meanwhile: whatever this one was about to write is void.
final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FencedException(long epoch) {
    super("epoch " + epoch + " is over");
  }
}
