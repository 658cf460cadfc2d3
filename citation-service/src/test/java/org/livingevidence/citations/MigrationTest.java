package org.livingevidence.citations;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.Database;
import org.livingevidence.teststack.TestStack;

/// The tables of this service and of the libraries it uses, on an empty database and on one in use.
class MigrationTest {
  @Test
  void anEmptyDatabaseGetsEveryTableAndASecondStartChangesNothing() throws SQLException {
    // Given
    Database database = TestStack.get().createDatabase("migration");
    // When
    int first = flyway(database).migrate().migrationsExecuted;
    // Then
    assertThat(first).isEqualTo(flyway(database).info().applied().length).isGreaterThanOrEqualTo(4);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (String table :
          new String[] {
            "citation",
            "topic",
            "topic_tree",
            "topic_slug",
            "reading_entry",
            "source_record",
            "citation_search",
            "search_fill",
            "strategy",
            "strategy_run",
            "harvest",
            "harvest_run",
            "pubmed_file",
            "pubmed_files_run",
            "mention_scan",
            "mention_topic_change",
            "outbox_aggregate",
            "audit_log",
            "import_job"
          }) {
        statement.executeQuery("select * from " + table).close();
      }
    }
    assertThat(flyway(database).migrate().migrationsExecuted).isZero();
  }

  @Test
  void theLibrariesTablesComeBeforeTheServices() {
    Database database = TestStack.get().createDatabase("migration");
    MigrationInfo[] all = flyway(database).info().all();
    assertThat(Arrays.stream(all).map(info -> String.valueOf(info.getVersion())).toList())
        .contains("1")
        .allMatch(version -> version.startsWith("0.") || !version.contains("."));
  }

  @Test
  void aDatabaseInUseKeepsItsRows() throws SQLException {
    // Given the first version's schema, with rows
    Database database = TestStack.get().createDatabase("migration");
    var unused =
        Flyway.configure()
            .dataSource(database.dataSource())
            .locations(LOCATIONS)
            .target("1")
            .load()
            .migrate();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into citation (id, pmid, data, hash) values ('pmid:7', '7', '{}', 'h')");
      statement.executeUpdate(
          "insert into topic (id, condition, data, hash) values ('D1', true, '{}', 'h')");
      statement.executeUpdate("insert into topic_tree values ('C01', 'D1')");
      statement.executeUpdate("insert into source_record (type, id) values ('citation', 'pmid:7')");
      // When
      flyway(database).migrate();
      // Then
      var rows =
          statement.executeQuery(
              "select count(*) from citation natural join source_record where pmid = '7'");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(1);
    }
  }

  private static final String[] LOCATIONS = {
    "db/migration", "db/outbox", "db/access", "db/imports"
  };

  private static Flyway flyway(Database database) {
    return Flyway.configure().dataSource(database.dataSource()).locations(LOCATIONS).load();
  }
}
