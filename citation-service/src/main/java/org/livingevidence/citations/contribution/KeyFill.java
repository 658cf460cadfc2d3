package org.livingevidence.citations.contribution;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.livingevidence.citations.citation.Citation;
import org.livingevidence.citations.duplicate.Fingerprint;
import org.livingevidence.citations.event.StateJson;
import org.livingevidence.citations.fill.CitationFill;
import org.livingevidence.outbox.Outbox;

/// Gives citations that were stored before duplicates were looked for the keys that they are found
/// by.
@Singleton
class KeyFill extends CitationFill {
  private static final Progress PROGRESS =
      new Progress(
          "select after_id from citation_key_fill for update",
          "update citation_key_fill set after_id = ?",
          "delete from citation_key_fill");

  private static final String WRITE =
      """
      update citation c
         set title_key = nullif(k.title_key, 0), place_key = nullif(k.place_key, 0)
        from unnest(?::text[], ?::bigint[], ?::bigint[]) as k (id, title_key, place_key)
       where c.id = k.id
      """;

  KeyFill(DataSource dataSource, Outbox outbox, DuplicateConfig config) {
    super("duplicate keys", dataSource, outbox, PROGRESS, config.fillChunk(), config.rest());
  }

  void onStart(@Observes StartupEvent event) {
    start();
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stop();
  }

  @Override
  protected void fill(Connection connection, Map<String, JsonNode> states) throws SQLException {
    List<String> ids = new ArrayList<>();
    List<Long> titles = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    states.forEach(
        (id, state) -> {
          Fingerprint keys = StateJson.read(state.toString(), Citation.class).fingerprint();
          ids.add(id);
          titles.add(keys.titleKey());
          places.add(keys.placeKey());
        });
    try (PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setArray(1, connection.createArrayOf("text", ids.toArray()));
      write.setArray(2, connection.createArrayOf("bigint", titles.toArray()));
      write.setArray(3, connection.createArrayOf("bigint", places.toArray()));
      write.executeUpdate();
    }
  }
}
