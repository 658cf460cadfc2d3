package org.livingevidence.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A note in the data folder of a child process: number and time of start, which together name it
/// even after the number was given to another process.
record RunNote(String part, long pid, Instant started) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  static void write(Path folder, String part, ProcessHandle process) {
    Instant started = process.info().startInstant().orElse(Instant.EPOCH);
    try {
      Path fresh = folder.resolve(part + ".pid.new");
      Files.writeString(fresh, process.pid() + " " + started + "\n");
      Files.move(
          fresh,
          folder.resolve(part + ".pid"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the note of " + part + " could not be written", e);
    }
  }

  static void remove(Path folder, String part) {
    try {
      Files.deleteIfExists(folder.resolve(part + ".pid"));
    } catch (IOException e) {
      throw new UncheckedIOException("the note of " + part + " could not be removed", e);
    }
  }

  /// Ends every noted process that outlived its launcher and removes the notes.
  ///
  /// @return how many were ended
  static int endLeftovers(Path folder) {
    int ended = 0;
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
        Optional<ProcessHandle> leftover = read(file).flatMap(RunNote::alive);
        if (leftover.isPresent()) {
          Processes.end(leftover.get(), "TERM", PATIENCE);
          ended++;
        }
        Files.delete(file);
      }
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException("the notes of an earlier run could not be read", e);
    }
  }

  private Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().startInstant().equals(Optional.of(started)));
  }

  private static Optional<RunNote> read(Path file) throws IOException {
    String[] words = Files.readString(file).strip().split(" ");
    try {
      return Optional.of(
          new RunNote(file.toString(), Long.parseLong(words[0]), Instant.parse(words[1])));
    } catch (RuntimeException cutShort) {
      return Optional.empty();
    }
  }
}
