package org.livingevidence.citations;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/// The real public data beside the project, read in place. A test that needs them says so, and is
/// skipped, where they are not.
public final class SharedData {
  private SharedData() {}

  /// A folder of the data, such as `pubmed`.
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("evidence.shared", "../shared"), "data", name);
    boolean there = Files.isDirectory(folder);
    // Where CI runs, what cannot be checked is an error; elsewhere it is skipped, and that shows.
    if (!there && System.getenv("CI") == null) {
      System.err.println("SKIPPED: the real data are not at " + folder.toAbsolutePath());
      Assumptions.assumeTrue(there, "the real data are not at " + folder.toAbsolutePath());
    }
    return folder;
  }

  /// The files of a folder, by name.
  public static List<Path> files(String folder) throws IOException {
    try (var files = Files.list(folder(folder))) {
      return files.sorted().toList();
    }
  }

  /// A file as it was before anyone compressed it.
  public static InputStream open(Path file) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    raw.mark(2);
    boolean zipped = raw.read() == 0x1f && raw.read() == 0x8b;
    raw.reset();
    return zipped ? new GZIPInputStream(raw, 1 << 16) : raw;
  }
}
