package org.livingevidence.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runbook of restoring a database to a point in time, with PostgreSQL as it is shipped here: a
/// base backup taken while it is written to, its archived log, and a moment to stop at.
class PointInTimeTest {
  @TempDir Path folder;

  @Test
  void aBaseBackupAndTheArchivedLogGiveTheDatabaseAsItWasAtAMoment() throws Exception {
    Path archive = Files.createDirectory(folder.resolve("archive"));
    Path backup = folder.resolve("backup");
    String moment;
    try (PostgresServer server =
        server(
            folder.resolve("data"),
            Map.of(
                "archive_mode",
                "on",
                "archive_command",
                "test ! -f " + archive + "/%f && cp %p " + archive + "/%f"))) {
      server.start();
      execute(server, "create table note (said text)", "insert into note values ('before')");
      baseBackup(server, folder.resolve("data"), backup);
      execute(server, "insert into note values ('wanted')");
      moment = one(server, "select clock_timestamp()");
      execute(
          server, "insert into note values ('unwanted')", "delete from note where said = 'before'");
      String segment = one(server, "select pg_walfile_name(pg_switch_wal())");
      Awaitility.await("the log is archived")
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.exists(archive.resolve(segment)));
    }

    Files.createFile(backup.resolve("recovery.signal"));
    try (PostgresServer restored =
        server(
            backup,
            Map.of(
                "restore_command",
                "cp " + archive + "/%f %p",
                "recovery_target_time",
                moment,
                "recovery_target_action",
                "promote"))) {
      restored.start();

      Awaitility.await("recovery is over")
          .atMost(Duration.ofSeconds(30))
          .until(() -> one(restored, "select pg_is_in_recovery()").equals("f"));
      assertThat(one(restored, "select string_agg(said, ' ' order by said) from note"))
          .isEqualTo("before wanted");
    }
  }

  /// What `pg_basebackup` does: the files, copied while they are written to, and the label that
  /// says from where on the log has to be read.
  private static void baseBackup(PostgresServer server, Path data, Path backup)
      throws SQLException, IOException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('drill', true)");
      copy(data, backup);
      try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        row.next();
        Files.writeString(backup.resolve("backup_label"), row.getString(1));
      }
    }
  }

  private static void copy(Path data, Path backup) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(data)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Path name = data.relativize(file);
      boolean left =
          name.startsWith("pg_wal") && name.getNameCount() > 1
              || name.endsWith("postmaster.pid")
              || name.endsWith("postmaster.opts");
      if (!left) {
        Files.copy(file, backup.resolve(name.toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private PostgresServer server(Path data, Map<String, String> settings) throws IOException {
    return new PostgresServer(data, folder.resolve("log"), FreePort.any(), "secret", settings);
  }

  private static void execute(PostgresServer server, String... statements) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String one(PostgresServer server, String sql) throws SQLException {
    try (Connection connection = server.connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
