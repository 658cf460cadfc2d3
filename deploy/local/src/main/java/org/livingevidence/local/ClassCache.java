package org.livingevidence.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The JVM's ahead-of-time cache (JEP 483, 514) of one packaged service: classes already loaded and
/// linked, which more than halves the CPU time of a start.
///
/// A start that finds none may record one; the JVM writes it when that process ends. It is valid
/// for exactly the package that it was recorded from, so one older than the package is not used.
final class ClassCache {
  /// Its remarks are of no use to who reads a service's log.
  private static final String QUIET = "-Xlog:aot*=error,cds*=error";

  private final Path file;
  private final Path fresh;
  private final Path jar;
  private final boolean record;
  private boolean recording;

  /// @param jar the service's `quarkus-run.jar`; the cache lies beside it
  /// @param record whether a start without a cache records one
  ClassCache(Path jar, boolean record) {
    this.jar = jar;
    this.record = record;
    file = jar.resolveSibling("app.aot");
    fresh = jar.resolveSibling("app.aot.new");
  }

  /// The JVM options of the next start.
  List<String> options() {
    recording = false;
    if (valid()) {
      return List.of("-XX:AOTCache=" + file, QUIET);
    }
    recording = record;
    return record ? List.of("-XX:AOTCacheOutput=" + fresh, QUIET) : List.of();
  }

  /// Whether the process that was started with [#options()] writes a cache at its end, which takes
  /// it some seconds.
  boolean recording() {
    return recording;
  }

  /// Puts what an orderly ended process wrote in its place, and throws away what a killed one left.
  void keep(boolean orderly) {
    if (!recording) {
      return;
    }
    recording = false;
    try {
      if (orderly && Files.exists(fresh)) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the class cache " + file + " could not be kept", e);
    }
  }

  private boolean valid() {
    try {
      return Files.exists(file)
          && Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
