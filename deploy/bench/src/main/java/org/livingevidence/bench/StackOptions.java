package org.livingevidence.bench;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Which running stack is measured.
final class StackOptions {
  @Option(names = "--port-base", defaultValue = "8080", description = "Port of the gateway.")
  int portBase;

  @Option(names = "--data", description = "Data folder of the stack (default ${DEFAULT-VALUE}).")
  Path data = Path.of(".evidence/data");

  StackClient client() throws IOException {
    return new StackClient(portBase, data);
  }
}
