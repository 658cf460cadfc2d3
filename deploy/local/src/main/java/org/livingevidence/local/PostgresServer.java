package org.livingevidence.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL 18 as a direct child process, **durable**: fsync, synchronous_commit and
/// full_page_writes are on, so that what was acknowledged survives a `kill -9` and a power loss.
///
/// It listens on 127.0.0.1 only, with passwords (SCRAM-SHA-256) for everybody. Its data lie in one
/// folder, which a later start, of this process or another, continues. The same folder may be
/// stopped and started again at will.
public final class PostgresServer implements AutoCloseable {
  /// After a crash in a large import some gigabytes of log are applied first.
  private static final Duration START = Duration.ofMinutes(10);

  /// A checkpoint writes what is in memory only.
  private static final Duration STOP = Duration.ofMinutes(2);

  private static final int ATTEMPTS = 6;

  /// Stated although they are PostgreSQL's defaults: nothing on the way here may weaken them.
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  /// A process number above every kernel's limit.
  private static final String NOBODY = "2000000000";

  private final Path directory;
  private final Path log;
  private final int port;
  private final String superuserPassword;
  private final Map<String, String> settings;
  private @Nullable Process process;

  /// @param directory where the data lie (created when absent, mode 700)
  /// @param log the server's log file, appended to
  /// @param superuserPassword of the role `postgres`; must be the one the folder was created with
  /// @param settings further server settings, by name; the durable ones may not be among them
  public PostgresServer(
      Path directory, Path log, int port, String superuserPassword, Map<String, String> settings) {
    this.directory = directory.toAbsolutePath();
    this.log = log.toAbsolutePath();
    this.port = port;
    this.superuserPassword = superuserPassword;
    this.settings = new HashMap<>(settings);
    for (String name : DURABLE.keySet()) {
      if (settings.containsKey(name)) {
        throw new IllegalArgumentException(name + " is not open to change: data must survive");
      }
    }
    this.settings.putAll(DURABLE);
  }

  /// Starts the server, creating its data folder at the first start, and returns once it accepts
  /// connections. A server that an earlier, killed process left running over the same folder is
  /// stopped first.
  public synchronized void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    try {
      Path home = PostgresBinaries.unpacked();
      if (!Files.exists(directory.resolve("PG_VERSION"))) {
        initialise(home);
      } else {
        endLeftover();
      }
      launchPatiently(home);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL could not be started over " + directory, e);
    }
  }

  /// Stops the server ("fast": clients are cut off, a checkpoint is written) and waits until it has
  /// ended.
  public synchronized void stop() {
    Process running = process;
    if (running != null) {
      Processes.end(running.toHandle(), "INT", STOP);
      process = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  /// Whether the child process lives.
  public synchronized boolean running() {
    return process != null && process.isAlive();
  }

  /// The process id of the running server, for fault tests and for the launcher's notes.
  public synchronized long pid() {
    if (process == null) {
      throw new IllegalStateException("PostgreSQL is not running");
    }
    return process.pid();
  }

  public int port() {
    return port;
  }

  /// The JDBC address of a database of this server.
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// A connection as the superuser.
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", superuserPassword);
  }

  /// Makes sure that a database exists with an owner of the same name and this password, which
  /// nobody else may enter.
  ///
  /// @param name letters, digits and underscores
  public void ensureDatabase(String name, String password) {
    if (!name.matches("[a-z][a-z0-9_]*") || !password.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("not a plain database name and password: " + name);
    }
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean role = exists(connection, "select 1 from pg_roles where rolname = ?", name);
      statement.execute(
          (role ? "alter" : "create") + " role " + name + " login password '" + password + "'");
      if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
        statement.execute("create database " + name + " owner " + name);
      }
      statement.execute("revoke all on database " + name + " from public");
    } catch (SQLException e) {
      throw new IllegalStateException("database " + name + " could not be prepared", e);
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void initialise(Path home) throws IOException {
    // A first start that was killed half-way left a folder without PG_VERSION: nothing of anybody
    // is in it.
    Folders.delete(directory);
    Path parent = directory.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Path fresh = directory.resolveSibling(directory.getFileName() + ".initdb");
    Path secret = directory.resolveSibling(directory.getFileName() + ".password");
    Folders.delete(fresh);
    Folders.writeSecret(secret, superuserPassword);
    try {
      Process initdb =
          new ProcessBuilder(
                  Processes.detached(
                      List.of(
                          home.resolve("bin/initdb").toString(),
                          "--pgdata=" + fresh,
                          "--username=postgres",
                          "--auth=scram-sha-256",
                          "--pwfile=" + secret,
                          "--encoding=UTF8",
                          "--locale-provider=builtin",
                          "--builtin-locale=C.UTF-8",
                          "--locale=C"),
                      true))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      int code = Processes.join(initdb);
      if (code != 0) {
        throw new IOException("initdb ended with " + code + "; see " + log);
      }
      Files.move(fresh, directory);
    } finally {
      Files.deleteIfExists(secret);
    }
  }

  /// Ends a server that outlived its launcher, and makes a `postmaster.pid` whose number now
  /// belongs to another process speak of none.
  ///
  /// The file itself stays: from it the next server learns which shared memory to look at, and does
  /// not start while processes of the last one still use it.
  ///
  /// @return whether one was ended
  synchronized boolean endLeftover() {
    Path pidFile = directory.resolve("postmaster.pid");
    if (process != null && process.isAlive() || !Files.exists(pidFile)) {
      return false;
    }
    try {
      List<String> lines = new ArrayList<>(Files.readAllLines(pidFile));
      if (lines.isEmpty()) {
        Files.delete(pidFile);
        return false;
      }
      Optional<ProcessHandle> leftover =
          Processes.find(lines.getFirst(), "postgres").filter(this::ownsFolder);
      if (leftover.isPresent()) {
        Processes.end(leftover.get(), "INT", STOP);
      } else if (Processes.find(lines.getFirst(), "").isPresent()) {
        lines.set(0, NOBODY);
        Files.write(pidFile, lines);
      }
      return leftover.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException("the pid file in " + directory + " could not be read", e);
    }
  }

  private boolean ownsFolder(ProcessHandle candidate) {
    return candidate
        .info()
        .arguments()
        .map(arguments -> List.of(arguments).contains(directory.toString()))
        .orElse(true);
  }

  /// After a `kill -9` the last server's processes may need a moment to notice; until then the new
  /// one ends at once.
  private void launchPatiently(Path home) throws IOException {
    for (int attempt = 1; ; attempt++) {
      Process server = launch(home);
      process = server;
      try {
        awaitReady(server);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || server.isAlive()) {
          Processes.end(server.toHandle(), "QUIT", STOP);
          throw e;
        }
        Processes.pause(Duration.ofMillis(500));
      }
    }
  }

  private Process launch(Path home) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", directory.toString(), "-p", Integer.toString(port)));
    Map<String, String> all = new HashMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("password_encryption", "scram-sha-256");
    all.put("timezone", "UTC");
    all.put("log_timezone", "UTC");
    all.putAll(settings);
    all.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return new ProcessBuilder(Processes.detached(command, true))
        .directory(new File(directory.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private void awaitReady(Process server) throws IOException {
    Instant deadline = Instant.now().plus(START);
    while (true) {
      if (!server.isAlive()) {
        throw new IOException(
            "PostgreSQL ended at once with " + server.exitValue() + "; see " + log);
      }
      try (Connection connection = connect("postgres")) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException notYet) {
        if (Instant.now().isAfter(deadline)) {
          throw new IOException("PostgreSQL did not accept connections; see " + log, notYet);
        }
      }
      Processes.pause(Duration.ofMillis(20));
    }
  }
}
