package org.livingevidence.citations.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.livingevidence.citations.fill.CitationFill;
import org.livingevidence.outbox.Outbox;

/// Indexes citations that were stored before the index had its present form.
@Singleton
class SearchFill extends CitationFill {
  /// The form of [SearchEntry]; raise it when what is indexed of a citation changes.
  private static final int REVISION = 3;

  private static final String BEGIN =
      """
      update search_fill set revision = ?, after_id = '', done = false where revision <> ?
      """;

  private static final Progress PROGRESS =
      new Progress(
          "select after_id from search_fill where not done for update",
          "update search_fill set after_id = ?",
          "update search_fill set done = true");

  private final SearchIndex index;

  SearchFill(DataSource dataSource, Outbox outbox, SearchIndex index, SearchConfig config) {
    super("the search index", dataSource, outbox, PROGRESS, config.fillChunk(), config.rest());
    this.index = index;
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  @Override
  protected void begin(Connection connection) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(BEGIN)) {
      update.setInt(1, REVISION);
      update.setInt(2, REVISION);
      update.executeUpdate();
    }
  }

  @Override
  protected void fill(Connection connection, Map<String, JsonNode> states) throws SQLException {
    index.index(connection, states);
  }
}
