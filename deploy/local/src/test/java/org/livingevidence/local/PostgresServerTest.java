package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {
  @TempDir Path folder;

  @Test
  void isDurableAndAsksForThePassword() throws SQLException {
    try (PostgresServer server = server()) {
      server.start();
      server.ensureDatabase("citation", "secret");

      try (Connection owner = as(server, "citation", "citation", "secret")) {
        assertThat(setting(owner, "fsync")).isEqualTo("on");
        assertThat(setting(owner, "synchronous_commit")).isEqualTo("on");
        assertThat(setting(owner, "full_page_writes")).isEqualTo("on");
        assertThat(setting(owner, "server_version")).startsWith("18");
      }
      assertThatThrownBy(() -> as(server, "citation", "citation", "wrong").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void anOwnerCannotEnterTheDatabaseOfAnother() {
    try (PostgresServer server = server()) {
      server.start();
      server.ensureDatabase("citation", "one");
      server.ensureDatabase("drug", "two");

      assertThatThrownBy(() -> as(server, "citation", "drug", "two").close())
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void refusesToBeMadeUndurable() {
    assertThatThrownBy(
            () ->
                new PostgresServer(
                    folder, folder.resolve("log"), 1, "secret", Map.of("fsync", "off")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAcknowledgedRowSurvivesKillMinusNineAndTheNextStartEndsTheOrphan() throws Exception {
    // Given a server whose launcher forgot it, with an acknowledged row
    PostgresServer forgotten = server();
    forgotten.start();
    execute(forgotten, "create table kept (id int)", "insert into kept values (1)");
    long orphan = forgotten.pid();

    // When another launcher starts over the same folder
    try (PostgresServer next = server()) {
      next.start();

      // Then the orphan is gone and the row is there
      assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(count(next)).isEqualTo(1);

      // And the same holds after kill -9
      execute(next, "insert into kept values (2)");
      ProcessHandle.of(next.pid()).orElseThrow().destroyForcibly();
      ProcessHandle.of(next.pid()).ifPresent(handle -> handle.onExit().join());
      next.start();
      assertThat(count(next)).isEqualTo(2);
    }
  }

  @Test
  void aPidFileWhoseNumberNowBelongsToAnotherProcessBlocksNothing() throws Exception {
    try (PostgresServer server = server()) {
      server.start();
      execute(server, "create table kept (id int)");
      List<String> pidFile = Files.readAllLines(folder.resolve("data/postmaster.pid"));
      server.stop();
      pidFile.set(0, Long.toString(ProcessHandle.current().pid()));
      Files.write(folder.resolve("data/postmaster.pid"), pidFile);

      server.start();

      assertThat(count(server)).isZero();
    }
  }

  @Test
  void aFirstStartThatWasCutShortIsBegunAnew() throws Exception {
    Files.createDirectories(folder.resolve("data/base"));
    Files.createDirectories(folder.resolve("data.initdb/base"));
    try (PostgresServer server = server()) {
      server.start();

      assertThat(server.running()).isTrue();
    }
  }

  private PostgresServer server() {
    return new PostgresServer(
        folder.resolve("data"), folder.resolve("log"), FreePort.any(), "super-secret", Map.of());
  }

  private static Connection as(PostgresServer server, String database, String user, String password)
      throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), user, password);
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("show " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect("postgres");
        var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static int count(PostgresServer server) throws SQLException {
    try (Connection connection = server.connect("postgres");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
