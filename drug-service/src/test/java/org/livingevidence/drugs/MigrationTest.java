package org.livingevidence.drugs;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.livingevidence.teststack.TestStack;

class MigrationTest {
  @Test
  void anEmptyDatabaseIsMigratedAndASecondStartChangesNothing() {
    var database = TestStack.get().createDatabase("drug_migration");
    var flyway =
        Flyway.configure()
            .dataSource(database.dataSource())
            .locations("db/migration", "db/outbox", "db/access", "db/imports")
            .load();

    assertThat(flyway.migrate().migrationsExecuted).isPositive();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }
}
