package org.livingevidence.local;

/// A reason not to go on that its reader can act on: one clear sentence, shown without a stack
/// trace.
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String sentence) {
    super(sentence);
  }

  Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  String sentence() {
    String text = getMessage();
    return text == null ? "" : text;
  }
}
