package org.livingevidence.gateway.projection;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.livingevidence.gateway.rebuild.RebuildStore;

/// Creates the first generation on an empty store, before requests are served, so that a reader
/// always finds one; completes one that an older gateway filled and has it rebuilt.
@Startup
@Singleton
class FirstGeneration {
  private final DataSource dataSource;

  FirstGeneration(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @PostConstruct
  void create() {
    try (Connection connection = dataSource.getConnection()) {
      ensure(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("The first generation could not be created", e);
    }
  }

  private static void rebuild(Connection connection) throws SQLException {
    RebuildStore.Rebuild open = RebuildStore.open(connection);
    if (open != null) {
      RebuildStore.finish(connection, open.id(), "abandoned", "the tables changed meanwhile", 0);
    }
    RebuildStore.request(connection, "the derived tables changed", "gateway", false);
  }

  /// Creates generation 1 where there is none; several processes may try at once.
  static void ensure(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // The row's lock lets one process create it and the others find it.
      statement.execute("select 1 from projector for update");
      if (GenerationSchema.live(connection) == 0) {
        GenerationSchema.create(connection, 1);
        statement.execute("update public.projector set generation = 1");
      } else if (GenerationSchema.complete(connection, GenerationSchema.live(connection))) {
        rebuild(connection);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
