package org.livingevidence.bibliography.markup;

/// A text is not the markup that is allowed; the message goes on after the name of a field.
public final class MarkupFault extends Exception {
  private static final long serialVersionUID = 1L;

  MarkupFault(String message) {
    super(message);
  }
}
