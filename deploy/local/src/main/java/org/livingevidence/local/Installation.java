package org.livingevidence.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that `./evidence` belongs to, and which data folder each of its stacks uses.
///
/// @param repository the folder of the launcher script
record Installation(Path repository) {
  /// The one that the launcher script names.
  static Installation current() {
    return new Installation(Path.of(System.getProperty("evidence.root", ".")).toAbsolutePath());
  }

  Path defaultData() {
    return repository.resolve(".evidence/data");
  }

  /// Remembers the data folder of the stack at these ports, for `import`, `status` and `token`.
  void remember(StackPorts ports, Path data) throws IOException {
    Files.createDirectories(pointer(ports).getParent());
    Files.writeString(pointer(ports), data + "\n");
  }

  /// The write token of the stack at these ports.
  ///
  /// @throws Refusal when none was ever started there
  String token(StackPorts ports) {
    Path file = data(ports).resolve("token");
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new Refusal(
          "No stack was started here at port base "
              + ports.base()
              + " ("
              + file
              + " is missing): run ./evidence up first.",
          e);
    }
  }

  /// The data folder of the stack at these ports.
  Path data(StackPorts ports) {
    try {
      return Path.of(Files.readString(pointer(ports)).strip());
    } catch (IOException neverStarted) {
      return defaultData();
    }
  }

  private Path pointer(StackPorts ports) {
    return repository.resolve(".evidence/stacks/" + ports.base());
  }
}
