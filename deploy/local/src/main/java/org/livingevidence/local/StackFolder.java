package org.livingevidence.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The data folder of one local stack: everything it keeps, and nothing outside it.
///
/// ```
/// postgres/   the three databases            secrets/  passwords and the signing key, mode 600
/// kafka/      the broker's log               token     the write token, mode 600
/// logs/       one log per part               run/      notes of the child processes
/// ```
final class StackFolder implements AutoCloseable {
  private static final Duration TOKEN_LIFE = Duration.ofDays(365);

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;

  private StackFolder(Path root, FileChannel lockFile, FileLock lock) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /// Opens the folder for one launcher, creating it when absent (mode 700). A killed launcher's
  /// lock is gone with it.
  ///
  /// @throws Refusal when another launcher runs over it
  static StackFolder open(Path root) {
    Path folder = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      for (String part : List.of("logs", "run", "secrets")) {
        Files.createDirectories(folder.resolve(part));
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new Refusal("Another ./evidence up is already running over " + folder + ".");
      }
      return new StackFolder(folder, channel, lock);
    } catch (IOException e) {
      throw new Refusal(
          "The data folder " + folder + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock lock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  Path path() {
    return root;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path tokenFile() {
    return root.resolve("token");
  }

  Path publicKeyFile() {
    return root.resolve("secrets/token-key.public.pem");
  }

  Path runNotes() {
    return root.resolve("run");
  }

  /// What became of the sample set: absent, `loading` or `loaded`.
  Path sampleMark() {
    return root.resolve("sample-set");
  }

  /// The log of a part; at a stack's start the earlier one is kept beside it.
  Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  void keepEarlierLogs() {
    try (var logs = Files.list(root.resolve("logs"))) {
      for (Path log : logs.filter(file -> file.toString().endsWith(".log")).toList()) {
        Files.move(
            log,
            log.resolveSibling(log.getFileName() + ".previous"),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the earlier logs could not be put aside", e);
    }
  }

  /// The password of a database role: random at the first call, the same ever after.
  String password(String role) {
    Path file = root.resolve("secrets").resolve(role + ".password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Folders.writeSecret(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("the password of " + role + " could not be kept", e);
    }
  }

  /// Makes sure of the key pair and writes a fresh write token, valid for a year.
  void writeToken() {
    Path secret = root.resolve("secrets/token-key.pem");
    try {
      if (!Files.exists(secret) || !Files.exists(publicKeyFile())) {
        SigningKey fresh = SigningKey.generate();
        Folders.writeSecret(publicKeyFile(), fresh.publicPem());
        Folders.writeSecret(secret, fresh.privatePem());
      }
      SigningKey key = new SigningKey(Files.readString(secret), Files.readString(publicKeyFile()));
      Instant now = Instant.now();
      String token =
          key.sign(
              Map.of(
                  "iss", "living-evidence",
                  "aud", List.of("living-evidence"),
                  "sub", "local",
                  "upn", "local",
                  "iat", now.getEpochSecond(),
                  "exp", now.plus(TOKEN_LIFE).getEpochSecond(),
                  "groups", List.of("admin", "curator", "importer", "operator")));
      Folders.writeSecret(tokenFile(), token + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the write token could not be made", e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the data folder could not be let go", e);
    }
  }
}
