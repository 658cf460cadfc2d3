package org.livingevidence.citations.reading;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.livingevidence.citations.fill.CitationFill;
import org.livingevidence.outbox.Outbox;

/// Gives citations that were stored before there were lists their entries.
@Singleton
class ReadingFill extends CitationFill {
  private static final Progress PROGRESS =
      new Progress(
          "select after_id from reading_fill for update",
          "update reading_fill set after_id = ?",
          "delete from reading_fill");

  private final ReadingEntries entries;

  ReadingFill(DataSource dataSource, Outbox outbox, ReadingEntries entries, ReadingConfig config) {
    super("reading lists", dataSource, outbox, PROGRESS, config.fillChunk(), config.rest());
    this.entries = entries;
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  @Override
  protected void fill(Connection connection, Map<String, JsonNode> states) throws SQLException {
    entries.written(connection, states);
  }
}
