package org.livingevidence.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Starting, finding and ending the stack's child processes.
final class Processes {
  private Processes() {}

  /// The command, in a session of its own, so that Ctrl-C in the terminal reaches only the
  /// launcher, which then stops the parts in order. The process id stays that of the command: every
  /// step here replaces its process.
  ///
  /// @param unprivileged the command refuses to run as root (PostgreSQL): a user namespace without
  ///     mappings makes it run as nobody while its files stay ours
  static List<String> detached(List<String> command, boolean unprivileged) {
    List<String> whole = new ArrayList<>();
    if (onPath("setsid")) {
      whole.add("setsid");
    }
    if (unprivileged && "root".equals(System.getProperty("user.name"))) {
      if (!userNamespaces()) {
        throw new IllegalStateException(
            "PostgreSQL does not run as root and user namespaces are blocked here: "
                + "run ./evidence as an ordinary user.");
      }
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return whole;
  }

  private static boolean userNamespaces() {
    try {
      return onPath("unshare") && join(new ProcessBuilder("unshare", "-U", "true").start()) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv("PATH");
    if (path == null) {
      return false;
    }
    for (String folder : path.split(":")) {
      if (!folder.isBlank() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// The live process with this number, when its program's name ends so; a number alone may have
  /// been given anew.
  static Optional<ProcessHandle> find(String pid, String programName) {
    if (!pid.strip().matches("[1-9][0-9]{0,9}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(pid.strip()))
        .filter(ProcessHandle::isAlive)
        .filter(handle -> handle.info().command().orElse("").endsWith(programName));
  }

  /// Sends a signal by name and waits; kills what has not ended in time. Returns once it is gone.
  ///
  /// @return whether it ended by itself
  static boolean end(ProcessHandle handle, String signal, Duration patience) {
    if (!handle.isAlive()) {
      return true;
    }
    List<ProcessHandle> descendants = handle.descendants().toList();
    if (signal(handle.pid(), signal) && ended(handle, patience)) {
      return true;
    }
    handle.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    ended(handle, patience);
    return false;
  }

  /// Sends a signal by name (`INT`, `TERM`, `STOP`, `CONT`, `KILL`) with the shell's own `kill`.
  static boolean signal(long pid, String name) {
    try {
      return join(new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start()) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean ended(ProcessHandle handle, Duration patience) {
    try {
      handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return !handle.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static int join(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return -1;
    }
  }

  /// Waits between two looks at something that has no event of its own.
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a part of the stack", e);
    }
  }
}
