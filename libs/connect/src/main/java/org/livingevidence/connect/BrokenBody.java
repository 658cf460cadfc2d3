package org.livingevidence.connect;

import java.io.IOException;

/// The body of an answer is not what was asked for: cut off, an error page, of another checksum.
/// Asking again may help.
public class BrokenBody extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong with it, to follow the source's name: "answered …"
  public BrokenBody(String message) {
    super(message);
  }
}
