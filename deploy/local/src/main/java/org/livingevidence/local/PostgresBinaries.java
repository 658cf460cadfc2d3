package org.livingevidence.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's own programs, unpacked once per machine from the archive on the classpath.
///
/// The folder's name carries the archive's checksum, so that another version unpacks beside it, and
/// it appears by one rename, so that two processes unpacking at once do no harm.
final class PostgresBinaries {
  private static final Set<PosixFilePermission> EXECUTABLE =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_EXECUTE);

  private PostgresBinaries() {}

  /// The folder that holds `bin/postgres` and `bin/initdb`.
  static Path unpacked() {
    String resource = resource();
    try (InputStream probe = PostgresBinaries.class.getResourceAsStream(resource)) {
      if (probe == null) {
        throw new IllegalStateException(
            "No PostgreSQL binaries for "
                + System.getProperty("os.name")
                + " on "
                + System.getProperty("os.arch")
                + " are on the classpath (looked for "
                + resource
                + ").");
      }
      CRC32 checksum = new CRC32();
      byte[] buffer = new byte[1 << 16];
      for (int n = probe.read(buffer); n >= 0; n = probe.read(buffer)) {
        checksum.update(buffer, 0, n);
      }
      Path home = cache().resolve("postgresql-" + Long.toHexString(checksum.getValue()));
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        unpack(resource, home);
      }
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL's binaries could not be unpacked", e);
    }
  }

  private static String resource() {
    boolean mac = System.getProperty("os.name").startsWith("Mac");
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    return "/postgres-" + (mac ? "darwin" : "linux") + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
  }

  private static Path cache() throws IOException {
    String set = System.getenv("XDG_CACHE_HOME");
    Path base =
        set != null && !set.isBlank()
            ? Path.of(set)
            : Path.of(System.getProperty("user.home"), ".cache");
    try {
      return Files.createDirectories(base.resolve("living-evidence"));
    } catch (IOException homeNotWritable) {
      return Files.createDirectories(
          Path.of(System.getProperty("java.io.tmpdir"), "living-evidence-cache"));
    }
  }

  private static void unpack(String resource, Path home) throws IOException {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException("no folder to unpack into: " + home);
    }
    Path fresh = Files.createTempDirectory(parent, "unpacking-");
    Files.setPosixFilePermissions(fresh, EXECUTABLE);
    try (InputStream archive = PostgresBinaries.class.getResourceAsStream(resource);
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = fresh.resolve(entry.getName()).normalize();
        if (!target.startsWith(fresh)) {
          throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Path folder = target.getParent();
        if (folder != null) {
          Files.createDirectories(folder);
        }
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
          }
        }
      }
    }
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
      throw e;
    } catch (IOException anotherProcessWasFirst) {
      if (!Files.isExecutable(home.resolve("bin/postgres"))) {
        throw anotherProcessWasFirst;
      }
      Folders.delete(fresh);
    }
  }
}
