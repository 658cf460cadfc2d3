package org.livingevidence.citations.event;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.livingevidence.outbox.AggregateSource;

/// The events of citations: their data are the stored states.
@Singleton
public final class CitationSource implements AggregateSource {
  /// The aggregate type.
  public static final String TYPE = "citation";

  private static final String READ =
      """
      select c.id, c.data::text
        from citation c
       where c.id = any (?)
      """;

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String topic() {
    return "living-evidence.citations";
  }

  @Override
  public String dataSchema() {
    return "living-evidence:citation.v1.r4";
  }

  @Override
  public Map<String, JsonNode> read(Connection snapshot, Collection<String> ids)
      throws SQLException {
    return StoredStates.read(snapshot, READ, ids);
  }
}
