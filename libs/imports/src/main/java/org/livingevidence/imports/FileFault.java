package org.livingevidence.imports;

import java.io.IOException;

/// The bytes of a file are at fault: its compression is broken or breaks off, or it passes a
/// limit. The message is for the importer.
final class FileFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final String name;

  /// @param name ends the problem's type: "truncated-gzip"
  FileFault(String name, String message) {
    super(message);
    this.name = name;
  }

  String name() {
    return name;
  }
}
